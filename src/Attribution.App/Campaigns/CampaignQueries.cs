using System.Text.Json;
using Attribution.App.Access;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Campaigns.CampaignList;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Campaigns;

/// <summary>Reads campaigns as far as the caller may see them. What a caller may not see, no statement here
/// returns.</summary>
internal sealed class CampaignQueries(NpgsqlDataSource reads)
{
    /// <summary>Campaigns by id; those that do not exist for the caller are left out.</summary>
    internal async Task<IReadOnlyDictionary<Guid, CampaignView>> FindAsync(
        Principal caller, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        await using var command = reads.CreateCommand(SqlText.Get("find_campaigns"));
        VisiblePredicate.AddParameters(command.Parameters, caller);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. ids] });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var found = new Dictionary<Guid, CampaignView>();
        while (await row.ReadAsync(cancellation))
        {
            var view = Read(row);
            found[view.Id] = view;
        }

        return found;
    }

    /// <summary>The next campaigns of a filter behind a cursor, those changed last first.</summary>
    internal async Task<CampaignPage> ListAsync(
        Principal caller, CampaignFilter filter, CampaignCursor? after, int first, CancellationToken cancellation)
    {
        await using var command = reads.CreateCommand(SqlText.Get("list_campaigns"));
        VisiblePredicate.AddParameters(command.Parameters, caller);
        AddFilter(command.Parameters, filter);
        command.Parameters.Add(Optional(after?.UpdatedAt.ToDateTimeUtc(), NpgsqlDbType.TimestampTz));
        command.Parameters.Add(Optional(after?.Id, NpgsqlDbType.Uuid));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = first + 1 });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var edges = new List<CampaignEdge>();
        while (await row.ReadAsync(cancellation))
        {
            edges.Add(new CampaignEdge(
                Read(row), new CampaignCursor(Instant.FromDateTimeUtc(row.GetDateTime(1)), row.GetGuid(2))));
        }

        return new CampaignPage(filter, edges.Count > first ? edges[..first] : edges, edges.Count > first);
    }

    /// <summary>How many campaigns of a filter the caller may see.</summary>
    internal async Task<int> CountAsync(Principal caller, CampaignFilter filter, CancellationToken cancellation)
    {
        await using var command = reads.CreateCommand(SqlText.Get("count_campaigns"));
        VisiblePredicate.AddParameters(command.Parameters, caller);
        AddFilter(command.Parameters, filter);
        return (int)(long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static void AddFilter(NpgsqlParameterCollection parameters, CampaignFilter filter)
    {
        parameters.Add(Optional(
            filter.Statuses?.Select(Spelling.Of).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text));
        parameters.Add(Optional(filter.Tag, NpgsqlDbType.Text));
        parameters.Add(Optional(filter.Technique, NpgsqlDbType.Text));
        parameters.Add(Optional(filter.NameContains, NpgsqlDbType.Text));
    }

    private static NpgsqlParameter Optional(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private static CampaignView Read(NpgsqlDataReader row) =>
        JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(0), StoredJson.Contract.CampaignView)!;
}
