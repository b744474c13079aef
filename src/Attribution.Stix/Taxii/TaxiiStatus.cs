using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;

namespace Attribution.Stix.Taxii;

/// <summary>What became of one object of a request to add objects.</summary>
/// <param name="Id">The object's id as the server gave it.</param>
/// <param name="Version">The version, when the server gave one.</param>
/// <param name="Message">Why it failed, for a person.</param>
public sealed record TaxiiStatusDetail(string Id, string? Version, string? Message)
{
    /// <summary>TAXII 2.1 gives objects, TAXII 2.0 gave bare ids.</summary>
    internal static TaxiiStatusDetail? Read(JsonElement json) => (json.AsText() ?? json.Text("id")) is { } id
        ? new TaxiiStatusDetail(id, json.Text("version"), json.Text("message"))
        : null;

    internal bool IsAbout(StixObject stixObject) =>
        Id == stixObject.Id.ToString() && (Version is null || stixObject.Version is null || IsSameVersion(stixObject));

    private bool IsSameVersion(StixObject stixObject) =>
        !TaxiiTimestamp.TryParse(Version, out var version) || version == stixObject.Version!.Value.Instant;
}

/// <summary>How far a request to add objects has come (section 4.3.1).</summary>
public sealed record TaxiiStatus(
    string Id,
    bool IsComplete,
    Instant? RequestedAt,
    long TotalCount,
    long SuccessCount,
    ImmutableArray<TaxiiStatusDetail> Successes,
    long FailureCount,
    ImmutableArray<TaxiiStatusDetail> Failures,
    long PendingCount,
    ImmutableArray<TaxiiStatusDetail> Pendings)
{
    internal static TaxiiStatus Read(JsonElement json) => new(
        json.Text("id") ?? "",
        json.Text("status") == "complete",
        TaxiiTimestamp.TryParse(json.Text("request_timestamp"), out var requested) ? requested : null,
        json.Integer("total_count") ?? 0,
        json.Integer("success_count") ?? 0,
        Details(json, "successes"),
        json.Integer("failure_count") ?? 0,
        Details(json, "failures"),
        json.Integer("pending_count") ?? 0,
        Details(json, "pendings"));

    private static ImmutableArray<TaxiiStatusDetail> Details(JsonElement json, string name) =>
        [.. json.Items(name).Select(TaxiiStatusDetail.Read).OfType<TaxiiStatusDetail>()];
}
