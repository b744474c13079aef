using Attribution.Domain.Infrastructure;
using FsCheck;
using FsCheck.Fluent;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Infrastructure;

public sealed class InfrastructureLabelSpecs
{
    private static readonly Guid Id = new("66666666-6666-4666-8666-666666666666");
    private static readonly InfrastructureFacts Facts = new(["staging"], [], [], 75, Source.Analyst);
    private static readonly ClassifyInfrastructure Classify = new(Id, Tenant, Indicator(1), Facts, Analyst, Now);

    private static readonly RelabelInfrastructure Relabel =
        new(Id, Tenant, Indicator(1), InfrastructureRole.C2, Why, Analyst, Now);

    [Fact]
    public void A_classification_names_the_rule_that_decided() =>
        Given().When(Classify).Then(new InfrastructureEvent.Classified(
            Id,
            Tenant,
            Indicator(1),
            new Classification(InfrastructureRole.Staging, ClassificationRule.InfrastructureType, "staging", 75),
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
                Id, Tenant, Indicator(1), InfrastructureRole.C2, Why, Analyst, Now));

    [Fact]
    public void The_rules_do_not_overrule_an_analyst() => Given().And(Relabel).When(Classify).ThenNothing();

    [Fact]
    public void A_machine_does_not_relabel() =>
        Given().When(Relabel with { By = Machine }).ThenRejected("ANALYST_REQUIRED");

    [Fact]
    public void Something_without_an_id_has_no_label() =>
        Given().When(Relabel with { Subject = "185.220.101.7" }).ThenRejected("INVALID_ID", "subject");

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
                Id, Tenant, subject, role, why, author, at)
            : new ClassifyInfrastructure(Id, Tenant, subject, facts, author, at);

    private static Given<InfrastructureLabel, InfrastructureEvent> Given(params InfrastructureEvent[] history) =>
        Specification.Given<InfrastructureLabel, InfrastructureEvent>(history);
}
