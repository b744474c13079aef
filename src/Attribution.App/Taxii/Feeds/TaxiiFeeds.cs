using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Stix.Taxii;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Taxii.Feeds;

/// <summary>Keeps which collections of other servers are read.</summary>
/// <param name="reads">What the caller may see.</param>
/// <param name="writer">Connections in the role of the writer.</param>
/// <param name="clock">Dates what is recorded.</param>
internal sealed class TaxiiFeeds(CallerReads reads, NpgsqlDataSource writer, IClock clock)
{
    /// <summary>The feeds that the caller may see, by name.</summary>
    /// <param name="caller">For whom.</param>
    /// <param name="id">Only the one with this id.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal Task<List<TaxiiFeedView>> ListAsync(Principal caller, Guid? id, CancellationToken cancellation) =>
        reads.ListAsync(
            caller,
            "list_taxii_feeds",
            own => own.AddOptional(id, NpgsqlDbType.Uuid),
            row => Read(row, TheirWords.MayRead(caller)),
            cancellation);

    /// <summary>Sets a feed up, or changes the one of this name.</summary>
    internal async Task SaveAsync(Principal caller, SaveTaxiiFeedInput wanted, CancellationToken cancellation)
    {
        await using var command = writer.CreateCommand(SqlText.Get("save_taxii_feed"));
        var parameters = command.Parameters;
        parameters.AddOptional(caller.Tenant.Value, NpgsqlDbType.Text);
        parameters.AddOptional(TaxiiFeed.IdOf(caller, wanted.Name), NpgsqlDbType.Uuid);
        parameters.AddOptional(wanted.Name, NpgsqlDbType.Text);
        parameters.AddOptional(wanted.ApiRoot, NpgsqlDbType.Text);
        parameters.AddOptional(wanted.Collection, NpgsqlDbType.Text);
        parameters.AddOptional(wanted.Credentials, NpgsqlDbType.Text);
        parameters.AddOptional(wanted.EveryMinutes * 60, NpgsqlDbType.Integer);
        AddTexts(parameters, wanted.Ids);
        AddTexts(parameters, wanted.Types);
        AddTexts(parameters, wanted.SpecVersions);
        parameters.AddTime(clock.GetCurrentInstant());
        parameters.AddOptional(caller.Subject, NpgsqlDbType.Text);
        parameters.AddOptional(caller.Organisation.Value, NpgsqlDbType.Text);
        parameters.AddOptional((int)wanted.Ceiling, NpgsqlDbType.Integer);
        parameters.AddOptional(Guid.NewGuid(), NpgsqlDbType.Uuid);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Ends a feed that the caller may see; false when there is none.</summary>
    internal async Task<bool> RemoveAsync(Principal caller, Guid id, CancellationToken cancellation)
    {
        await using var command = For(caller, "remove_taxii_feed", id);
        return await command.ExecuteScalarAsync(cancellation) is > 0L;
    }

    /// <summary>Has a feed that the caller may see read at once; false when there is none.</summary>
    internal async Task<bool> AskAsync(Principal caller, Guid id, CancellationToken cancellation)
    {
        await using var command = For(caller, "ask_taxii_feed", id);
        return await command.ExecuteNonQueryAsync(cancellation) > 0;
    }

    private NpgsqlCommand For(Principal caller, string statement, Guid id)
    {
        var command = writer.CreateCommand(SqlText.Get(statement));
        VisiblePredicate.AddParameters(command.Parameters, caller);
        command.Parameters.AddOptional(id, NpgsqlDbType.Uuid);
        return command;
    }

    private static void AddTexts(NpgsqlParameterCollection parameters, IReadOnlyList<string>? texts) =>
        parameters.AddOptional(
            texts is { Count: > 0 } ? texts.ToArray() : null, NpgsqlDbType.Array | NpgsqlDbType.Varchar);

    private static TaxiiFeedView Read(NpgsqlDataReader row, bool withWords) => new(
        new TaxiiFeed(
            row.GetGuid(0),
            new TenantId(row.GetString(11)),
            new OrganisationId(row.GetString(12)),
            (Tlp)row.GetInt32(13),
            FeedRows.Source(row, 2),
            row.IsDBNull(5) ? null : Duration.FromSeconds(row.GetInt32(5))),
        row.GetString(1),
        row.Time(9),
        row.GetString(10),
        new FeedHealth(
            row.TimeOrNull(14),
            row.TimeOrNull(15),
            row.TimeOrNull(16),
            TaxiiTimestamp.TryParse(row.TextOrNull(17), out var reached) ? reached : null,
            row.TimeOrNull(18),
            row.GetInt32(19),
            row.TimeOrNull(20),
            row.TextOrNull(21),
            withWords ? row.TextOrNull(22) : null,
            FeedRows.Texts(row, 23),
            row.GetInt64(24),
            row.GetInt64(25),
            row.IsDBNull(26) ? null : row.GetGuid(26)));
}
