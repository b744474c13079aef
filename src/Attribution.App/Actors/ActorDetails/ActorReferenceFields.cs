using Attribution.App.Access;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Loading;
using Attribution.Domain;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Actors.ActorDetails;

/// <summary>An actor as others name it, registered or not.</summary>
/// <param name="Id">Its STIX id.</param>
/// <param name="Name">What it is called there; null when only its id was given.</param>
internal sealed record ActorReference(string Id, string? Name);

/// <summary>The fields of <c>actor-reference.graphql</c>.</summary>
internal sealed class ActorReferenceFields(ActorQueries queries)
{
    internal void Bind(SchemaBindings schema)
    {
        var profiles = new OncePerLevel<ActorReference, IReadOnlyDictionary<string, ActorView>>((level, call) =>
            queries.FindByStixIdAsync(
                call.Caller(), [.. level.Select(reference => reference.Id).Distinct()], call.Cancellation));
        schema.Object<HypothesisView>("Hypothesis")
            .Field("actor", view => new ActorReference(view.Actor, view.ActorName));
        schema.Object<CampaignView>("Campaign").ListField<ActorReference>(
            "associatedActors", view => [.. view.Actors.Select(actor => new ActorReference(actor, null))]);
        schema.Object<ActorReference>("ActorReference")
            .Field("id", reference => StixId.TryParse(reference.Id, out _, out var id) ? id : Guid.Empty)
            .Field("stixId", reference => reference.Id)
            .Define("name", field => field.Returns(Output.Nullable<string>()).Batch(async (level, call) =>
            {
                var found = level.Any(reference => reference.Name is null) ? await profiles.OfAsync(level, call) : null;
                return [.. level.Select(reference =>
                    reference.Name ?? found?.GetValueOrDefault(reference.Id)?.Profile.Name)];
            }))
            .Define("actor", field => field.Returns(Output.Nullable<ActorView>()).Batch(async (level, call) =>
            {
                var found = await profiles.OfAsync(level, call);
                return [.. level.Select(reference => found.GetValueOrDefault(reference.Id))];
            }));
    }
}
