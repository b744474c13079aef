using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Attribution.App.Access;
using Attribution.App.Lists;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using NodaTime;
using NodaTime.Text;
using Npgsql;

namespace Attribution.App.DeadLetters;

/// <summary>Reads dead letters as far as the caller may look at them.</summary>
internal sealed class DeadLetterQueries(CallerReads reads, NpgsqlDataSource messages)
{
    private static readonly OrderKey DiedAt = new("diedAt", "c.died_at", new OrderValue.Time());

    /// <summary>What the list can be ordered by.</summary>
    internal static ImmutableArray<OrderKey> Keys { get; } =
        [DiedAt, new("acceptedAt", "c.accepted_at", new OrderValue.Time())];

    private static ListDefinition<DeadLetterView> Definition { get; } = new(
        "list_dead_letters_of_caller",
        "count_dead_letters_of_caller",
        Keys,
        Order.By(new OrderPart(DiedAt, IsDescending: true)),
        Read);

    /// <summary>The letters, those that died last first.</summary>
    internal PagedList<DeadLetterView> Letters { get; } = new(reads, Definition);

    /// <summary>What letters can be found by.</summary>
    internal static FilterFields Filters(FilterFields fields) => fields
        .Add<Guid>("id", tests => tests.On("c.id"))
        .Add<string>("queue", tests => tests.On("c.queue"))
        .Add<string>("type", tests => tests.On("c.type"))
        .Add<string>("code", tests => tests.On("c.code"))
        .Add<Instant>("diedAt", tests => tests.On("c.died_at"));

    /// <summary>The ids of the first letters of a filter.</summary>
    internal async Task<IReadOnlyList<Guid>> IdsAsync(
        Principal caller, Filter filter, int count, CancellationToken cancellation)
    {
        var request = new PageRequest(Definition.OrderUnlessSaid, IsBackward: false, count, After: null, Before: null);
        var page = await Letters.ReadAsync(caller, filter, request, cancellation);
        return [.. page.Edges.Select(edge => edge.Node.Id)];
    }

    /// <summary>The failed attempts of letters that the caller was shown.</summary>
    internal Task<ILookup<Guid, FailedAttemptView>> AttemptsAsync(
        IEnumerable<Guid> shown, CancellationToken cancellation) => LookupAsync(
        "list_failed_attempts",
        shown,
        row => new FailedAttemptView(
            row.GetInt32(1),
            Time(row, 2),
            row.GetString(3),
            row.GetString(4),
            row.TextOrNull(5)),
        cancellation);

    /// <summary>What people did to letters that the caller was shown.</summary>
    internal Task<ILookup<Guid, InterventionView>> InterventionsAsync(
        IEnumerable<Guid> shown, CancellationToken cancellation) => LookupAsync(
        "list_letter_interventions",
        shown,
        row => new InterventionView(
            row.GetString(1),
            Time(row, 2),
            row.GetString(3),
            row.GetString(4),
            row.IsDBNull(5) ? null : Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(5))),
        cancellation);

    private async Task<ILookup<Guid, T>> LookupAsync<T>(
        string statement, IEnumerable<Guid> shown, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await using var command = messages.CreateCommand(SqlText.Get(statement));
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. shown] });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var found = await row.ListAsync(letter => (Id: letter.GetGuid(0), Item: read(letter)), cancellation);
        return found.ToLookup(item => item.Id, item => item.Item);
    }

    private static DeadLetterView Read(NpgsqlDataReader row)
    {
        var letter = JsonElement.Parse(row.GetFieldValue<byte[]>(0));
        var body = Text(letter, "body");
        return new DeadLetterView(
            letter.GetProperty("id").GetGuid(),
            Text(letter, "queue")!,
            Text(letter, "source")!,
            Text(letter, "eventId")!,
            Text(letter, "type")!,
            Text(letter, "subject"),
            letter.GetProperty("attributes") is { ValueKind: JsonValueKind.Object } attributes ? attributes : null,
            body ?? Encoding.UTF8.GetString(Convert.FromBase64String(Text(letter, "raw")!)),
            body is not null,
            letter.GetProperty("attempts").GetInt32(),
            Time(letter, "acceptedAt"),
            Time(letter, "diedAt"),
            Text(letter, "code")!,
            Text(letter, "detail"));
    }

    private static string? Text(JsonElement letter, string name) => letter.GetProperty(name).GetString();

    private static Instant Time(JsonElement letter, string name) =>
        OffsetDateTimePattern.ExtendedIso.Parse(Text(letter, name)!).Value.ToInstant();

    private static Instant Time(NpgsqlDataReader row, int column) => row.Time(column);
}
