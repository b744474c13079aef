using Attribution.App.Access;
using Attribution.App.Access.Audit;
using Attribution.App.Actors.ActorDetails;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Hypotheses;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Npgsql;

namespace Attribution.App.Actors;

/// <summary>Reads profiles of actors, and what names them, as far as the caller may see it.</summary>
internal sealed class ActorQueries(CallerReads reads)
{
    /// <summary>Profiles by id; those that do not exist for the caller are left out.</summary>
    internal async Task<IReadOnlyDictionary<Guid, ActorView>> FindAsync(
        Principal caller, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        (await ListAsync(
            caller,
            "find_actors",
            parameters => parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. ids] }),
            cancellation)).DistinctBy(actor => actor.Id).ToDictionary(actor => actor.Id);

    /// <summary>The profiles that a caller sees of actors: the one of its own organisation before any other.</summary>
    internal async Task<IReadOnlyDictionary<string, ActorView>> FindByStixIdAsync(
        Principal caller, IReadOnlyCollection<string> stixIds, CancellationToken cancellation) =>
        (await ListAsync(
            caller,
            "find_actors_by_stix_id",
            parameters => parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. stixIds] }),
            cancellation))
            .DistinctBy(actor => actor.Actor, StringComparer.Ordinal)
            .ToDictionary(actor => actor.Actor, StringComparer.Ordinal);

    /// <summary>The profiles that each profile stands for.</summary>
    internal async Task<ILookup<Guid, ActorView>> FindMergedAsync(
        Principal caller, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        (await ListPairsAsync(
            caller,
            "find_merged_actors",
            parameters => parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. ids] }),
            row => row.Json(1, StoredJson.Contract.ActorView),
            cancellation)).ToLookup(found => found.Head, found => found.Page);

    /// <summary>The campaigns that name actors, so many of each.</summary>
    internal Task<ILookup<Guid, CampaignView>> FindCampaignsAsync(
        Principal caller, IEnumerable<(Guid Head, string Actor)> names, int first, CancellationToken cancellation) =>
        FindNamingAsync(
            caller,
            "find_campaigns_of_actors",
            names,
            first,
            row => row.Json(1, StoredJson.Contract.CampaignView),
            cancellation);

    /// <summary>The hypotheses that name actors, so many of each.</summary>
    internal Task<ILookup<Guid, HypothesisView>> FindHypothesesAsync(
        Principal caller, IEnumerable<(Guid Head, string Actor)> names, int first, CancellationToken cancellation) =>
        FindNamingAsync(
            caller,
            "find_hypotheses_of_actors",
            names,
            first,
            row => HypothesisEvidence.ReadPage(row, 1),
            cancellation);

    private async Task<ILookup<Guid, T>> FindNamingAsync<T>(
        Principal caller,
        string statement,
        IEnumerable<(Guid Head, string Actor)> names,
        int first,
        Func<NpgsqlDataReader, T> page,
        CancellationToken cancellation)
    {
        var pairs = names.ToArray();
        return (await ListPairsAsync(
            caller,
            statement,
            parameters =>
            {
                parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. pairs.Select(pair => pair.Head)] });
                parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. pairs.Select(pair => pair.Actor)] });
                parameters.Add(new NpgsqlParameter<int> { TypedValue = first });
            },
            page,
            cancellation)).ToLookup(found => found.Head, found => found.Page);
    }

    private async Task<List<(Guid Head, T Page)>> ListPairsAsync<T>(
        Principal caller,
        string statement,
        Action<NpgsqlParameterCollection> parameters,
        Func<NpgsqlDataReader, T> page,
        CancellationToken cancellation)
    {
        var found = await reads.ListAsync(
            caller, statement, parameters, row => (Head: row.GetGuid(0), Page: page(row)), cancellation);
        await reads.NoteAsync(caller, found.Select(pair => pair.Page).OfType<IAuditedRecord>());
        return found;
    }

    private Task<List<ActorView>> ListAsync(
        Principal caller,
        string statement,
        Action<NpgsqlParameterCollection> parameters,
        CancellationToken cancellation) =>
        reads.ListAsync(caller, statement, parameters, Read, cancellation);

    /// <summary>Reads the page in a row's first column.</summary>
    internal static ActorView Read(NpgsqlDataReader row) => row.Json(0, StoredJson.Contract.ActorView);
}
