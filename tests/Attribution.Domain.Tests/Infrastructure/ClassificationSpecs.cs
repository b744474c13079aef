using Attribution.Domain.Infrastructure;

namespace Attribution.Domain.Tests.Infrastructure;

public sealed class ClassificationSpecs
{
    private static readonly InfrastructureFacts Nothing = new([], [], [], 75, Source.Analyst);

    [Theory]
    [InlineData("command-and-control", InfrastructureRole.C2)]
    [InlineData("botnet", InfrastructureRole.C2)]
    [InlineData("staging", InfrastructureRole.Staging)]
    [InlineData("exfiltration", InfrastructureRole.Exfiltration)]
    [InlineData("phishing", InfrastructureRole.Delivery)]
    [InlineData("hosting-malware", InfrastructureRole.Delivery)]
    [InlineData("anonymization", InfrastructureRole.Proxy)]
    [InlineData("Command-And-Control", InfrastructureRole.C2)]
    [InlineData("credential_harvesting", InfrastructureRole.CredentialHarvest)]
    public void A_type_of_the_vocabulary_decides_first(string type, InfrastructureRole role) =>
        Classification.Of(Nothing with { Types = [type], Phases = ["TA0010"], Ports = [443] })
            .ShouldBe(new Classification(role, ClassificationRule.InfrastructureType, type, 75));

    [Theory]
    [InlineData("aws-ec2")]
    [InlineData("not-command-and-control")]
    [InlineData("c2")]
    [InlineData("firewall")]
    public void Types_are_matched_as_whole_words(string type) =>
        Classification.Of(Nothing with { Types = [type] })
            .ShouldBe(new Classification(InfrastructureRole.Unknown, ClassificationRule.NothingKnown, null, 75));

    [Theory]
    [InlineData("TA0011", InfrastructureRole.C2)]
    [InlineData("command-and-control", InfrastructureRole.C2)]
    [InlineData("TA0001", InfrastructureRole.Delivery)]
    [InlineData("initial-access", InfrastructureRole.Delivery)]
    [InlineData("TA0010", InfrastructureRole.Exfiltration)]
    [InlineData("TA0042", InfrastructureRole.Staging)]
    [InlineData("exfiltration", InfrastructureRole.Exfiltration)]
    [InlineData("resource-development", InfrastructureRole.Staging)]
    [InlineData("ta0006", InfrastructureRole.CredentialHarvest)]
    [InlineData("credential-access", InfrastructureRole.CredentialHarvest)]
    public void Then_a_phase_of_the_kill_chain(string phase, InfrastructureRole role) =>
        Classification.Of(Nothing with { Types = ["aws-ec2"], Phases = ["TA0007", phase], Ports = [443] })
            .ShouldBe(new Classification(role, ClassificationRule.KillChainPhase, phase, 75));

    [Theory]
    [InlineData(443)]
    [InlineData(8443)]
    [InlineData(4443)]
    [InlineData(8080)]
    [InlineData(80)]
    public void Then_a_port(int port) =>
        Classification.Of(Nothing with { Ports = [22, port] })
            .ShouldBe(new Classification(InfrastructureRole.C2, ClassificationRule.Port, $"{port}", 75));

    [Fact]
    public void Otherwise_nothing_is_known() =>
        Classification.Of(Nothing with { Ports = [22] }).Role.ShouldBe(InfrastructureRole.Unknown);

    [Theory]
    [InlineData(90, 60)]
    [InlineData(60, 60)]
    [InlineData(20, 20)]
    [InlineData(null, null)]
    public void What_a_machine_says_is_capped_at_sixty(int? said, int? confidence) =>
        Classification.Of(Nothing with { ConfidencePercent = said, Source = Source.AiCopilot })
            .ConfidencePercent.ShouldBe(confidence);
}
