using NodaTime;

namespace Attribution.Stix.Taxii;

/// <summary>
/// How far the reading of a collection has come: a value the caller stores in the same transaction as the objects of
/// the page it came with. It may lead to objects that were read before, never past objects that were not.
/// </summary>
/// <param name="AddedAfter">The <c>added_after</c> of the running query, as text.</param>
/// <param name="Next">The server's token for the next page of that query; it may expire.</param>
/// <param name="Reached">When the last object read was added, by the server's word; where to go on when
/// <paramref name="Next"/> is lost.</param>
/// <param name="Since">The server's time when that query was first sent: what was added since may stand anywhere in
/// it.</param>
/// <param name="ETag">The server's mark of the last answer when nothing more was there.</param>
public sealed record TaxiiCursor(string? AddedAfter, string? Next, string? Reached, string? Since, string? ETag)
{
    /// <summary>The beginning of every collection.</summary>
    public static TaxiiCursor Start { get; } = new(null, null, null, null, null);

    internal Instant? AddedAfterInstant => Read(AddedAfter);

    internal Instant? ReachedInstant => Read(Reached);

    internal Instant? SinceInstant => Read(Since);

    private static Instant? Read(string? text) => TaxiiTimestamp.TryParse(text, out var instant) ? instant : null;
}

/// <summary>Something a server did that the standard does not allow and that cost nothing.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Message">For a person.</param>
public sealed record TaxiiRemark(string Code, string Message)
{
    /// <summary>The server no longer knew its own token for the next page; reading went on by time.</summary>
    public const string NextRejected = "TAXII_NEXT_REJECTED";

    /// <summary>The same page came again; reading went on by time or with a larger page.</summary>
    public const string PageRepeated = "TAXII_PAGE_REPEATED";

    /// <summary>The server does not say when objects were added; every poll reads them again.</summary>
    public const string NoDateAdded = "TAXII_NO_DATE_ADDED";

    /// <summary>The cursor lay in the server's future: its clock went back. The collection is read from its
    /// start.</summary>
    public const string ClockWentBack = "TAXII_CLOCK_WENT_BACK";

    /// <summary>The answer's content type is not TAXII's, though its content is.</summary>
    public const string WrongContentType = "TAXII_CONTENT_TYPE";
}

/// <summary>How much one poll reads.</summary>
public sealed record TaxiiPollOptions
{
    /// <summary>How many objects to ask for at once; servers may send fewer, and some send more.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>How far the page size may be raised to get past objects added at one instant.</summary>
    public int MaxPageSize { get; init; } = 10_000;

    /// <summary>After this many pages the poll ends, and the next one goes on from its cursor.</summary>
    public int MaxPages { get; init; } = 1_000;

    /// <summary>How far back each poll reads again, because servers add objects late and at equal times.</summary>
    public Duration ReadAgain { get; init; } = TaxiiTimestamp.Resolution;
}

/// <summary>A page of a collection.</summary>
/// <param name="Entries">Its objects, or why one of them is none.</param>
/// <param name="Cursor">Where to go on once these objects are stored.</param>
/// <param name="IsLast">Whether the server had nothing more.</param>
/// <param name="Remarks">What was odd about it.</param>
public sealed record TaxiiPage(
    IReadOnlyList<StixEntry> Entries, TaxiiCursor Cursor, bool IsLast, IReadOnlyList<TaxiiRemark> Remarks);
