using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Taxii;

/// <summary>Keeps which collections are served.</summary>
/// <param name="reads">What the caller may see.</param>
/// <param name="writer">Connections in the role of the writer.</param>
/// <param name="clock">Dates what is recorded.</param>
internal sealed class TaxiiCollections(CallerReads reads, NpgsqlDataSource writer, IClock clock)
{
    /// <summary>The collections that the caller may see, always in the same order.</summary>
    /// <param name="caller">For whom.</param>
    /// <param name="id">Only the one with this id.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal Task<List<ServedCollection>> ListAsync(Principal caller, Guid? id, CancellationToken cancellation) =>
        reads.ListAsync(
            caller,
            "list_taxii_collections",
            parameters => parameters.AddOptional(id, NpgsqlDbType.Uuid),
            Read,
            cancellation);

    /// <summary>Offers a collection, or changes the one with this title and ceiling.</summary>
    internal async Task SaveAsync(
        Principal caller, Guid id, SaveTaxiiCollectionInput wanted, CancellationToken cancellation)
    {
        await using var command = writer.CreateCommand(SqlText.Get("save_taxii_collection"));
        var parameters = command.Parameters;
        parameters.AddOptional(caller.Tenant.Value, NpgsqlDbType.Text);
        parameters.AddOptional(id, NpgsqlDbType.Uuid);
        parameters.AddOptional(wanted.Title, NpgsqlDbType.Text);
        parameters.AddOptional(wanted.Description, NpgsqlDbType.Text);
        parameters.AddOptional(wanted.AcceptsObjects, NpgsqlDbType.Boolean);
        parameters.AddOptional(Listed(wanted.Statuses?.Select(Spelling.Of)), NpgsqlDbType.Array | NpgsqlDbType.Varchar);
        parameters.AddOptional(Listed(wanted.Tags), NpgsqlDbType.Array | NpgsqlDbType.Text);
        parameters.AddOptional(Listed(wanted.Campaigns), NpgsqlDbType.Array | NpgsqlDbType.Uuid);
        parameters.AddTime(clock.GetCurrentInstant());
        parameters.AddOptional(caller.Subject, NpgsqlDbType.Text);
        parameters.AddOptional(caller.Organisation.Value, NpgsqlDbType.Text);
        parameters.AddOptional((int)wanted.Ceiling, NpgsqlDbType.Integer);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Ends a collection that the caller may see; false when there is none.</summary>
    internal async Task<bool> RemoveAsync(Principal caller, Guid id, CancellationToken cancellation)
    {
        await using var command = writer.CreateCommand(SqlText.Get("remove_taxii_collection"));
        VisiblePredicate.AddParameters(command.Parameters, caller);
        command.Parameters.AddOptional(id, NpgsqlDbType.Uuid);
        return await command.ExecuteNonQueryAsync(cancellation) > 0;
    }

    private static T[]? Listed<T>(IEnumerable<T>? items) => items?.ToArray() is { Length: > 0 } some ? some : null;

    private static ServedCollection Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        new TenantId(row.GetString(10)),
        new OrganisationId(row.GetString(11)),
        row.GetString(1),
        row.TextOrNull(2),
        (Tlp)row.GetInt32(3),
        row.GetBoolean(4),
        new CollectionFilter(
            [.. Items<string>(row, 5).Select(Spelling.Read<CampaignStatus>)],
            [.. Items<string>(row, 6)],
            [.. Items<Guid>(row, 7)]),
        row.Time(8),
        row.GetString(9),
        row.GetInt64(12));

    private static T[] Items<T>(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? [] : row.GetFieldValue<T[]>(column);
}
