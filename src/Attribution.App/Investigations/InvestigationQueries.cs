using System.Collections.Immutable;
using System.Text.Json;
using Attribution.App.Access;
using Attribution.App.Investigations.InvestigationDetails;
using Attribution.App.Listing;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Investigations;

/// <summary>Reads investigations as far as the caller may see them.</summary>
internal sealed class InvestigationQueries(CallerReads reads)
{
    /// <summary>Investigations by id; those that do not exist for the caller are left out.</summary>
    internal async Task<IReadOnlyDictionary<Guid, InvestigationView>> FindAsync(
        Principal caller, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var found = await reads.ListAsync(
            caller,
            "find_investigations",
            parameters => parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. ids] }),
            Read,
            cancellation);
        return found.ToDictionary(view => view.Id);
    }

    /// <summary>The next investigations behind a place, those changed last first.</summary>
    internal async Task<Page<InvestigationView>> ListAsync(
        Principal caller,
        ImmutableArray<InvestigationState>? states,
        Place? after,
        int first,
        CancellationToken cancellation)
    {
        var read = await reads.ListAsync(
            caller,
            "list_investigations",
            parameters =>
            {
                parameters.AddOptional(Spelled(states), NpgsqlDbType.Array | NpgsqlDbType.Text);
                parameters.AddOptional(after?.At.ToDateTimeUtc(), NpgsqlDbType.TimestampTz);
                parameters.AddOptional(after?.Id, NpgsqlDbType.Uuid);
                parameters.Add(new NpgsqlParameter<int> { TypedValue = first + 1 });
            },
            row => new Edge<InvestigationView>(
                Read(row), new Place(Instant.FromDateTimeUtc(row.GetDateTime(1)), row.GetGuid(2))),
            cancellation);
        return Page<InvestigationView>.Of(read, first, stop => CountAsync(caller, states, stop));
    }

    private async Task<int> CountAsync(
        Principal caller, ImmutableArray<InvestigationState>? states, CancellationToken cancellation)
    {
        var counted = await reads.ListAsync(
            caller,
            "count_investigations",
            parameters => parameters.AddOptional(Spelled(states), NpgsqlDbType.Array | NpgsqlDbType.Text),
            row => (int)row.GetInt64(0),
            cancellation);
        return counted[0];
    }

    private static string[]? Spelled(ImmutableArray<InvestigationState>? states) =>
        states?.Select(Spelling.Of).ToArray();

    private static InvestigationView Read(NpgsqlDataReader row) =>
        JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(0), StoredJson.Contract.InvestigationView)!;
}
