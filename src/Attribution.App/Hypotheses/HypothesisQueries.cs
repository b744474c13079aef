using Attribution.App.Access;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.Domain.Access;
using Npgsql;

namespace Attribution.App.Hypotheses;

/// <summary>Reads hypotheses of campaigns that the caller may see.</summary>
internal sealed class HypothesisQueries(CallerReads reads)
{
    /// <summary>Hypotheses by id; those that do not exist for the caller are left out.</summary>
    internal async Task<IReadOnlyDictionary<Guid, HypothesisView>> FindAsync(
        Principal caller, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        (await ListAsync(caller, "find_hypotheses", ids, cancellation))
            .DistinctBy(hypothesis => hypothesis.Id)
            .ToDictionary(hypothesis => hypothesis.Id);

    /// <summary>The hypotheses of several campaigns in one statement, oldest first.</summary>
    internal async Task<ILookup<Guid, HypothesisView>> OfCampaignsAsync(
        Principal caller, IReadOnlyCollection<Guid> campaigns, CancellationToken cancellation) =>
        (await ListAsync(caller, "find_hypotheses_of_campaigns", campaigns, cancellation))
            .ToLookup(hypothesis => hypothesis.Campaign);

    private Task<List<HypothesisView>> ListAsync(
        Principal caller, string statement, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        reads.ListAsync(
            caller,
            statement,
            parameters => parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. ids] }),
            row => HypothesisEvidence.ReadPage(row, 0),
            cancellation);
}
