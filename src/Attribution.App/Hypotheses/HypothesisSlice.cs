using Attribution.App.Actors;
using Attribution.App.Campaigns;
using Attribution.App.History;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Hypotheses.Judgement;
using Attribution.App.Hypotheses.Matrix;
using Attribution.App.Hypotheses.Proposing;
using Attribution.App.Hypotheses.Weighing;
using Attribution.App.Pipeline;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Hypotheses;

/// <summary>Everything that people read and do about hypotheses.</summary>
internal static class HypothesisSlice
{
    internal static void Bind(
        SchemaBindings schema,
        CommandHandling handling,
        CampaignQueries campaigns,
        HypothesisQueries hypotheses,
        KnownActors actors,
        PastEvents events)
    {
        var commands = new HypothesisCommands(handling, campaigns, schema);
        new HypothesisFields(campaigns, hypotheses, events).Bind(schema);
        EvidenceFields.Bind(schema);
        new MatrixFields(campaigns, hypotheses).Bind(schema);
        ProposingFields.Bind(schema, commands, actors);
        WeighingFields.Bind(schema, commands);
        RatingFields.Bind(schema, commands, hypotheses);
        JudgementFields.Bind(schema, commands);
    }
}
