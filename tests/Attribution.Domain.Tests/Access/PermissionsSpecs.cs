namespace Attribution.Domain.Tests.Access;

public sealed class PermissionsSpecs
{
    [Theory]
    [InlineData(Role.Analyst, "Read PublishClusters Contribute Edit")]
    [InlineData(Role.SeniorAnalyst, "Read PublishClusters Contribute Edit Decide")]
    [InlineData(Role.Auditor, "Read Audit")]
    [InlineData(Role.Pipeline, "PublishClusters")]
    [InlineData(Role.Machine, "Read Contribute")]
    [InlineData(Role.Superuser, "Read Audit PublishClusters Contribute Edit Decide CrossTenants")]
    [InlineData((Role)17, "")]
    public void Each_role_may_do_exactly_this(Role role, string permissions) =>
        string.Join(' ', Enum.GetValues<Permission>().Where(permission => With(role).May(permission)))
            .ShouldBe(permissions);

    [Fact]
    public void A_machine_with_an_analysts_role_stays_a_machine()
    {
        var both = With(Role.SeniorAnalyst, Role.Machine);

        both.Source.ShouldBe(Source.AiCopilot);
        both.May(Permission.Decide).ShouldBeFalse();
        both.AsAuthor().Source.IsMachine().ShouldBeTrue();
    }

    [Fact]
    public void A_pipeline_is_the_cluster_detector() => With(Role.Pipeline).Source.ShouldBe(Source.ClusterDetector);

    [Theory]
    [InlineData(Role.Superuser, "incident 7", null)]
    [InlineData(Role.Superuser, " ", "REASON_REQUIRED")]
    [InlineData(Role.SeniorAnalyst, "incident 7", "FORBIDDEN")]
    public void Only_a_superuser_crosses_tenants_and_only_with_a_reason(Role role, string reason, string? code) =>
        (Permissions.CrossingProblem(With(role), reason)?.Code).ShouldBe(code);

    private static Principal With(params Role[] roles) =>
        new("ada", Sample.Tenant, Sample.Organisation, Tlp.Amber, [], [.. roles], []);
}
