using System.Text.Json;
using Attribution.App.Access;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Npgsql;

namespace Attribution.App.Hypotheses;

/// <summary>Reads hypotheses of campaigns that the caller may see.</summary>
internal sealed class HypothesisQueries(NpgsqlDataSource reads)
{
    /// <summary>The hypotheses of several campaigns in one statement, oldest first.</summary>
    internal async Task<ILookup<Guid, HypothesisView>> OfCampaignsAsync(
        Principal caller, IReadOnlyCollection<Guid> campaigns, CancellationToken cancellation)
    {
        await using var command = reads.CreateCommand(SqlText.Get("find_hypotheses_of_campaigns"));
        VisiblePredicate.AddParameters(command.Parameters, caller);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. campaigns] });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var found = new List<HypothesisView>();
        while (await row.ReadAsync(cancellation))
        {
            found.Add(JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(0), StoredJson.Contract.HypothesisView)!);
        }

        return found.ToLookup(hypothesis => hypothesis.Campaign);
    }
}
