using Attribution.App.Access;
using Attribution.App.History;
using Attribution.App.Pipeline;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.Domain.Actors;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Actors.ActorDetails;

/// <summary>The fields of <c>actor.graphql</c>.</summary>
internal sealed class ActorFields(ActorQueries queries, PastPages<ActorView> past)
{
    internal void Bind(SchemaBindings schema)
    {
        schema.Object<Root>("Query").Define("actor", field =>
        {
            var id = field.Argument("id", Input.NullableValue<Guid>());
            var stixId = field.Argument("stixId", Input.Nullable<string>());
            var moment = Moment.Arguments(field);
            return field.Returns(Output.Nullable<ActorView>()).Async(async (_, call) =>
            {
                var when = moment(call);
                var today = call.Get(id) is { } key
                    ? await FindAsync(key, call)
                    : await FindAsync(call.Caller(), [call.Get(stixId)], call.Cancellation);
                return today is null || when.IsNow
                    ? today
                    : await past.FindAsync(call.Caller(), today.Id, when, call.Cancellation);
            });
        });
        CommandPayload<ActorView>.Bind(schema, "ActorPayload", "actor");
        BindActor(schema.Object<ActorView>("Actor"));
        schema.Object<ActorAlias>("ActorAlias")
            .Field("name", alias => alias.Name)
            .Field("claimedBy", alias => alias.ClaimedBy)
            .Field("confidence", alias => alias.Confidence);
    }

    /// <summary>By the id of a profile, or by the UUID that STIX ids of actors share with it.</summary>
    private async Task<ActorView?> FindAsync(Guid id, FieldCall call) =>
        (await queries.FindAsync(call.Caller(), [id], call.Cancellation)).GetValueOrDefault(id)
        ?? await FindAsync(
            call.Caller(), [StixId.For("threat-actor", id), StixId.For("intrusion-set", id)], call.Cancellation);

    private async Task<ActorView?> FindAsync(
        Principal caller, IEnumerable<string?> stixIds, CancellationToken cancellation)
    {
        string[] wanted = [.. stixIds.OfType<string>()];
        return wanted.Length == 0
            ? null
            : (await queries.FindByStixIdAsync(caller, wanted, cancellation)).Values.FirstOrDefault();
    }

    private void BindActor(ObjectBinding<ActorView> actor) => actor
        .Field("id", view => view.Id)
        .Field("stixId", view => view.Actor)
        .Field("name", view => view.Profile.Name)
        .NullableField("description", view => view.Profile.Description)
        .NullableField("sophistication", view => view.Profile.Sophistication)
        .NullableField("motivation", view => view.Profile.Motivation)
        .NullableField("suspectedCountry", view => view.Profile.SuspectedCountry)
        .ListField("aliases", view => view.Aliases)
        .ListField("capabilities", view => view.Capabilities)
        .ListField("targets", view => view.Targets)
        .Define("mergedInto", field => field.Returns(Output.Nullable<ActorView>()).Batch(async (level, call) =>
        {
            Guid[] ids = [.. level.Select(view => view.MergedInto).OfType<Guid>().Distinct()];
            var found = ids.Length == 0
                ? new Dictionary<Guid, ActorView>()
                : await queries.FindAsync(call.Caller(), ids, call.Cancellation);
            return [.. level.Select(view => view.MergedInto is { } into ? found.GetValueOrDefault(into) : null)];
        }))
        .Field("classification", view => view.Handling.Tlp)
        .Field("organisation", view => view.Handling.Owner.Value)
        .ListField<string>("sharedWith", view =>
            [.. view.Handling.SharedWith.Select(organisation => organisation.Value)])
        .ListField("releasableTo", view => view.Handling.ReleasableTo)
        .Field("createdBy", view => view.CreatedBy)
        .Field("createdAt", view => view.CreatedAt)
        .Field("updatedAt", view => view.UpdatedAt)
        .Field("version", view => view.Version);
}
