using Attribution.Domain.Infrastructure;
using FsCheck;
using FsCheck.Fluent;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Infrastructure;

public sealed class InfrastructureLabelSpecs
{
    private static readonly Guid Id = new("66666666-6666-4666-8666-666666666666");
    private static readonly InfrastructureFacts Facts = new(["staging"], [], [], 75, Source.Analyst);

    private static readonly ClassifyInfrastructure Classify =
        new(Id, Tenant, Indicator(1), Facts, AmberHandling, Analyst, Now);

    private static readonly RelabelInfrastructure Relabel =
        new(Id, Tenant, Indicator(1), InfrastructureRole.C2, Why, AmberHandling, Analyst, Now);

    [Fact]
    public void A_classification_names_the_rule_that_decided() =>
        Given().When(Classify).Then(new InfrastructureEvent.Classified(
            Id,
            Tenant,
            Indicator(1),
            new Classification(InfrastructureRole.Staging, ClassificationRule.InfrastructureType, "staging", 75),
            AmberHandling,
            Analyst,
            Now));

    [Fact]
    public void The_same_answer_of_the_rules_is_recorded_once() => Given().And(Classify).When(Classify).ThenNothing();

    [Fact]
    public void A_machine_that_classifies_is_capped_whatever_it_claims() =>
        Given()
            .When(Classify with { By = Machine, Facts = Facts with { ConfidencePercent = 95 } })
            .ThenOne<InfrastructureEvent.Classified>().Classification.ConfidencePercent.ShouldBe(60);

    [Fact]
    public void An_analysts_label_is_an_event_and_wins() =>
        Given()
            .And(Classify)
            .When(Relabel)
            .Then(new InfrastructureEvent.Relabelled(
                Id, Tenant, Indicator(1), InfrastructureRole.C2, Why, AmberHandling, Analyst, Now));

    [Fact]
    public void The_rules_do_not_overrule_an_analyst() => Given().And(Relabel).When(Classify).ThenNothing();

    [Fact]
    public void A_machine_does_not_relabel() =>
        Given().When(Relabel with { By = Machine }).ThenRejected("ANALYST_REQUIRED");

    [Fact]
    public void Something_without_an_id_has_no_label() =>
        Given().When(Relabel with { Subject = "185.220.101.7" }).ThenRejected("INVALID_ID", "subject");

    [Theory]
    [InlineData("campaign--00000001-0000-5000-8000-000000000000")]
    [InlineData("file--00000001-0000-5000-8000-000000000000")]
    [InlineData("")]
    public void What_is_no_infrastructure_has_no_label(string subject) =>
        Given().When(Classify with { Subject = subject }).ThenRejected("INVALID_ID", "subject");

    [Fact]
    public void A_subject_has_one_spelling() =>
        Given().When(Classify with { Subject = $" {Indicator(1)["indicator--".Length..].ToUpperInvariant()} " })
            .ThenOne<InfrastructureEvent.Classified>().Subject.ShouldBe(Indicator(1));

    [Theory]
    [InlineData(-1, 75, "INVALID_PORT", "ports[1]")]
    [InlineData(65_536, 75, "INVALID_PORT", "ports[1]")]
    [InlineData(443, -1, "CONFIDENCE_OUT_OF_RANGE", "confidence")]
    [InlineData(443, 101, "CONFIDENCE_OUT_OF_RANGE", "confidence")]
    public void Facts_out_of_range_are_refused(int port, int confidence, string code, string field) =>
        Given().When(Classify with { Facts = Facts with { Ports = [80, port], ConfidencePercent = confidence } })
            .ThenRejected(code, field);

    [Fact]
    public void A_text_of_a_megabyte_is_no_type() =>
        Given().When(Classify with { Facts = Facts with { Types = [new string('x', 1_000_000)] } })
            .ThenRejected("TEXT_TOO_LONG", "types[0]");

    [Fact]
    public void Every_audience_has_a_label_of_its_own()
    {
        var theirs = Handling.OwnedBy(new OrganisationId("other"));
        Handling[] audiences =
        [
            .. Enum.GetValues<Tlp>().Select(tlp => Handling.OwnedBy(Organisation, tlp).Normalised(Analyst)),
            Handling.OwnedBy(Organisation, Tlp.Red).Normalised(Machine),
            theirs,
        ];

        audiences.Select(audience => LabelId.Of(Tenant, Indicator(1), audience)).ShouldBeUnique();
        LabelId.Of(Tenant, Indicator(1), theirs).ShouldBe(LabelId.Of(Tenant, Indicator(1), theirs with { }));
    }

    [Fact]
    public void A_role_that_does_not_exist_is_refused() =>
        Given().When(Relabel with { Role = (InfrastructureRole)9 }).ThenRejected("INVALID_ROLE", "role");

    [Fact]
    public void The_laws_of_every_aggregate_hold_for_labels() =>
        new AggregateLaws<InfrastructureLabel, InfrastructureEvent>(AnyCommand).Hold();

    private static Gen<ICommand<InfrastructureLabel, InfrastructureEvent>> AnyCommand { get; } =
        from author in Any.Author
        from at in Any.Time
        from why in Any.Text
        from subject in Gen.Elements<string>(Indicator(1), Indicator(1), "x", null!)
        from type in Gen.Elements<string>("staging", "botnet", "aws-ec2", null!)
        from percent in Any.Perhaps(Any.Percent)
        from role in Gen.Elements(InfrastructureRole.C2, InfrastructureRole.Proxy, (InfrastructureRole)9)
        from relabels in Gen.Elements(true, false, false, false)
        let facts = Facts with { Types = type == "botnet" ? default : [type], ConfidencePercent = percent }
        select relabels
            ? (ICommand<InfrastructureLabel, InfrastructureEvent>)new RelabelInfrastructure(
                Id, Tenant, subject, role, why, AmberHandling, author, at)
            : new ClassifyInfrastructure(Id, Tenant, subject, facts, AmberHandling, author, at);

    private static Given<InfrastructureLabel, InfrastructureEvent> Given(params InfrastructureEvent[] history) =>
        Specification.Given<InfrastructureLabel, InfrastructureEvent>(history);
}
