using System.Globalization;
using Attribution.Stix.Taxii;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Attribution.Stix.Tests.Taxii;

/// <summary>A collection behind a server that keeps the standard except where a test says otherwise.</summary>
internal sealed class FeedServer
{
    private readonly List<(StixId Id, Instant Added)> _objects = [];

    public static Instant Morning { get; } = Instant.FromUtc(2026, 1, 10, 9, 0);

    public int Cap { get; init; } = 10;

    public bool SendsNext { get; init; } = true;

    public bool SendsDates { get; init; } = true;

    public bool HasManifest { get; init; } = true;

    public bool KnowsItsTokens { get; set; } = true;

    public Instant Now { get; set; } = Morning + Duration.FromDays(1);

    /// <summary>What happens instead of the proper answer; false leaves it to the proper one.</summary>
    public Func<HttpContext, int, Task<bool>> Interference { get; init; } = (_, _) => Task.FromResult(false);

    public IEnumerable<StixId> Ids => _objects.Select(entry => entry.Id);

    public FeedServer With(int count, Func<int, Instant> addedAt)
    {
        for (var number = 0; number < count; number++)
        {
            Add(addedAt(number));
        }

        return this;
    }

    public void Add(Instant added)
    {
        var id = StixId.Parse($"tool--00000000-0000-4000-8000-{_objects.Count:d12}");
        _objects.Add((id, added));
        _objects.Sort((one, other) => (one.Added, one.Id.Uuid).CompareTo((other.Added, other.Id.Uuid)));
    }

    public Task<LoopbackServer> StartAsync() => LoopbackServer.StartAsync(async (context, number) =>
    {
        context.Now(Now);
        if (await Interference(context, number))
        {
            return;
        }

        var isManifest = context.Request.Path.Value!.EndsWith("/manifest/", StringComparison.Ordinal);
        await (isManifest && !HasManifest
            ? context.JsonAsync("""{"title":"no"}""", 404)
            : AnswerAsync(context, isManifest));
    });

    /// <summary>Tokens are the number of objects passed so far and the query they belong to.</summary>
    private async Task AnswerAsync(HttpContext context, bool isManifest)
    {
        if (context.Query("next").Length > 0 && !KnowsItsTokens)
        {
            await context.JsonAsync("""{"title":"unknown token"}""", 400);
            return;
        }

        var found = TaxiiTimestamp.TryParse(context.Query("added_after"), out var after)
            ? _objects.Where(entry => entry.Added > after).ToList()
            : [.. _objects];
        var skip = int.TryParse(context.Query("next"), CultureInfo.InvariantCulture, out var passed) ? passed : 0;
        var limit = Math.Min(Cap, int.Parse(context.Query("limit"), CultureInfo.InvariantCulture));
        var page = found.Skip(skip).Take(limit).ToList();
        var hasMore = skip + page.Count < found.Count;
        if (SendsDates && page.Count > 0)
        {
            context.Response.Headers["X-TAXII-Date-Added-First"] = TaxiiTimestamp.Format(page[0].Added);
            context.Response.Headers["X-TAXII-Date-Added-Last"] = TaxiiTimestamp.Format(page[^1].Added);
        }

        await context.JsonAsync(Envelope(
            hasMore,
            hasMore && SendsNext ? (skip + page.Count).ToString(CultureInfo.InvariantCulture) : null,
            page.Select(entry => isManifest ? Manifest(entry) : Tool(entry.Id))));
    }

    public static string Tool(StixId id) =>
        $$"""{"type":"tool","spec_version":"2.1","id":"{{id}}","name":"{{id.Uuid}}"}""";

    public static string Envelope(bool more, string? next, IEnumerable<string> objects)
    {
        var list = string.Join(',', objects);
        string[] members =
        [
            .. more ? ["\"more\":true"] : Array.Empty<string>(),
            .. next is null ? [] : new[] { $"\"next\":\"{next}\"" },
            .. list.Length == 0 ? [] : new[] { $"\"objects\":[{list}]" },
        ];
        return $"{{{string.Join(',', members)}}}";
    }

    private static string Manifest((StixId Id, Instant Added) entry) =>
        $$"""{"id":"{{entry.Id}}","date_added":"{{TaxiiTimestamp.Format(entry.Added)}}","version":"x"}""";
}
