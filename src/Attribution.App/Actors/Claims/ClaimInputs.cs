using Attribution.App.Pipeline;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Confidence;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Actors.Claims;

/// <summary>The inputs of <c>claims.graphql</c>.</summary>
internal static class ClaimInputs
{
    // A letter that is none: the command refuses it with its path.
    private const Reliability NoReliability = (Reliability)(-1);

    internal static void Bind(SchemaBindings schema)
    {
        BindValues(schema);
        BindAliases(schema);
        BindLists(schema);
        BindLikenesses(schema);
    }

    private static void BindValues(SchemaBindings schema)
    {
        schema.InputObject<Assessment>("ConfidenceInput", input =>
        {
            var value = input.Field("value", Input.Of<int>());
            var reliability = input.Field("reliability", Input.Of<string>());
            var credibility = input.Field("credibility", Input.Of<int>());
            var rationale = input.Field("rationale", Input.Nullable<string>());
            return values => new Assessment(
                Assessment.ParseReliability(values.Get(reliability)) ?? NoReliability,
                values.Get(credibility),
                values.Get(value),
                values.Get(rationale));
        });
    }

    private static void BindAliases(SchemaBindings schema)
    {
        CommandInput.Bind<AliasClaim>(schema, "ClaimAliasInput", input =>
        {
            var name = input.Field("name", Input.Of<string>());
            var claimedBy = input.Field("claimedBy", Input.Of<string>());
            var confidence = input.Field("confidence", Input.Of<Assessment>());
            return values => new AliasClaim(values.Get(name), values.Get(claimedBy), values.Get(confidence));
        });
        CommandInput.Bind<AliasWithdrawal>(
            schema,
            "WithdrawAliasInput",
            input =>
            {
                var name = input.Field("name", Input.Of<string>());
                var claimedBy = input.Field("claimedBy", Input.Of<string>());
                var reason = input.Field("reason", Input.Nullable<string>());
                return values => new AliasWithdrawal(values.Get(name), values.Get(claimedBy), values.Get(reason));
            },
            withdrawal => withdrawal.Reason);
    }

    private static void BindLists(SchemaBindings schema)
    {
        CommandInput.Bind<NewCapabilities>(schema, "AttributeCapabilitiesInput", input =>
        {
            var capabilities = input.Field("capabilities", Input.List<string>());
            return values => new NewCapabilities([.. values.Get(capabilities)]);
        });
        CommandInput.Bind<FormerCapabilities>(
            schema,
            "WithdrawCapabilitiesInput",
            input =>
            {
                var capabilities = input.Field("capabilities", Input.List<string>());
                var reason = input.Field("reason", Input.Nullable<string>());
                return values => new FormerCapabilities([.. values.Get(capabilities)], values.Get(reason));
            },
            list => list.Reason);
        CommandInput.Bind<NewTargeting>(schema, "IdentifyTargetingInput", input =>
        {
            var targets = input.Field("targets", Input.List<Target>());
            return values => new NewTargeting([.. values.Get(targets)]);
        });
        CommandInput.Bind<FormerTargeting>(
            schema,
            "DiscardTargetingInput",
            input =>
            {
                var targets = input.Field("targets", Input.List<Target>());
                var reason = input.Field("reason", Input.Nullable<string>());
                return values => new FormerTargeting([.. values.Get(targets)], values.Get(reason));
            },
            list => list.Reason);
    }

    private static void BindLikenesses(SchemaBindings schema)
    {
        CommandInput.Bind<LikenessClaim>(
            schema,
            "ClaimLikenessInput",
            input =>
            {
                var other = input.Field("other", Input.Of<Guid>());
                var confidence = input.Field("confidence", Input.Of<Assessment>());
                var reason = input.Field("reason", Input.Of<string>());
                return values => new LikenessClaim(values.Get(other), values.Get(confidence), values.Get(reason));
            },
            claim => claim.Reason);
        CommandInput.Bind<LikenessWithdrawal>(
            schema,
            "WithdrawLikenessInput",
            input =>
            {
                var (other, reason) = (
                    input.Field("other", Input.Of<Guid>()), input.Field("reason", Input.Of<string>()));
                return values => new LikenessWithdrawal(values.Get(other), values.Get(reason));
            },
            withdrawal => withdrawal.Reason);
    }
}
