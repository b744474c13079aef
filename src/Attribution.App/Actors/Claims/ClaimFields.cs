using System.Collections.Immutable;
using Attribution.App.Access;
using Attribution.App.Actors.ActorDetails;
using Attribution.App.Actors.Merging;
using Attribution.App.KillChain.Releases;
using Attribution.App.Pipeline;
using Attribution.Domain.Access;
using Attribution.Domain.Actors;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Confidence;
using Attribution.Domain.KillChain;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Actors.Claims;

/// <summary>The fields of <c>claims.graphql</c>: what somebody says of an actor, and takes back.</summary>
internal sealed class ClaimFields(ActorLines lines, AttackCatalogue catalogue)
{
    internal void Bind(SchemaBindings schema, CommandFields<Actor, ActorView, ActorEvent> commands)
    {
        ClaimInputs.Bind(schema);
        commands
            .Define<AliasClaim>("claimAlias", Permission.Edit, (claim, by, at) =>
                new ClaimAlias(new ActorAlias(claim.Name, claim.ClaimedBy, claim.Confidence), by, at))
            .Define<AliasWithdrawal>("withdrawAlias", Permission.Edit, (claim, by, at) =>
                new WithdrawAlias(claim.Name, claim.ClaimedBy, claim.Reason, by, at))
            .Define<NewCapabilities>("attributeCapabilities", Permission.Edit, async (input, call) =>
            {
                var named = input.Content.Capabilities;
                var known = await catalogue.GetAsync(call.Cancellation);
                var unrecognised = known.Unrecognised(
                    named.Select(TechniqueId.Normalise).Where(TechniqueId.IsWellFormed));
                return new((by, at) => new AttributeCapabilities(named, unrecognised, by, at));
            })
            .Define<FormerCapabilities>("withdrawCapabilities", Permission.Edit, (list, by, at) =>
                new WithdrawCapabilities(list.Capabilities, list.Reason, by, at))
            .Define<NewTargeting>("identifyTargeting", Permission.Edit, (list, by, at) =>
                new IdentifyTargeting(list.Targets, by, at))
            .Define<FormerTargeting>("discardTargeting", Permission.Edit, (list, by, at) =>
                new DiscardTargeting(list.Targets, list.Reason, by, at))
            .Define<LikenessClaim>("claimLikeness", Permission.Edit, async (input, call) =>
            {
                var claim = input.Content;
                var (other, reliesOn) = await lines.FindAsync(claim.Other, call.Caller(), call.Cancellation);
                return new((by, at) => new ClaimLikeness(other, claim.Confidence, claim.Reason, by, at))
                {
                    ReliesOn = reliesOn,
                };
            })
            .Define<LikenessWithdrawal>("withdrawLikeness", Permission.Edit, async (input, call) =>
            {
                var claim = input.Content;
                var (other, _) = await lines.FindAsync(claim.Other, call.Caller(), call.Cancellation);
                return new((by, at) => new WithdrawLikeness(other, claim.Reason, by, at));
            });
    }
}

internal sealed record AliasClaim(string Name, string ClaimedBy, Assessment Confidence);

internal sealed record AliasWithdrawal(string Name, string ClaimedBy, string? Reason);

internal sealed record NewCapabilities(ImmutableArray<string> Capabilities);

internal sealed record FormerCapabilities(ImmutableArray<string> Capabilities, string? Reason);

internal sealed record NewTargeting(ImmutableArray<Target> Targets);

internal sealed record FormerTargeting(ImmutableArray<Target> Targets, string? Reason);

internal sealed record LikenessClaim(Guid Other, Assessment Confidence, string Reason);

internal sealed record LikenessWithdrawal(Guid Other, string Reason);
