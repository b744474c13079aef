using Attribution.App.Access;
using Attribution.App.Actors.ActorDetails;
using Attribution.App.Actors.ActorHistory;
using Attribution.App.Actors.ActorList;
using Attribution.App.Actors.Claims;
using Attribution.App.Actors.Comparing;
using Attribution.App.Actors.Merging;
using Attribution.App.Actors.Registering;
using Attribution.App.History;
using Attribution.App.KillChain.Releases;
using Attribution.App.Pipeline;
using Attribution.Domain.Actors;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Actors;

/// <summary>Everything that people read and do about actors.</summary>
internal static class ActorSlice
{
    internal static void Bind(
        SchemaBindings schema,
        CommandHandling handling,
        CallerReads reads,
        Lookups lookups,
        AttackCatalogue catalogue,
        PastEvents events)
    {
        var commands = new CommandFields<Actor, ActorView, ActorEvent>(
            handling, ActorAggregate.Definition, schema);
        var (actors, lines) = (new ActorQueries(reads), new ActorLines(lookups));
        new ActorFields(actors, ActorPast.Pages(events)).Bind(schema);
        ActorListFields.Bind(schema, reads);
        new ActorReferenceFields(actors).Bind(schema);
        new ActorWorkFields(actors).Bind(schema);
        RegisteringFields.Bind(schema, commands);
        new ClaimFields(lines, catalogue).Bind(schema, commands);
        new LikenessFields(actors).Bind(schema);
        new MergingFields(lines).Bind(schema, commands);
    }
}
