using NodaTime;

namespace Attribution.Stix.Taxii;

/// <summary>What one answer says about the way on.</summary>
/// <param name="Count">How many entries it has.</param>
/// <param name="HasMore">Whether the server announces more.</param>
/// <param name="Next">The server's token for the next page.</param>
/// <param name="LastAdded">When its last entry was added.</param>
/// <param name="Fingerprint">Equal for pages with equal content.</param>
/// <param name="ETag">The server's mark of this answer.</param>
/// <param name="Now">The server's present.</param>
internal sealed record PageFacts(
    int Count, bool HasMore, string? Next, Instant? LastAdded, string Fingerprint, string? ETag, Instant Now);

/// <summary>
/// Finds the way through the pages of a collection. It is pure: answers go in, the next query comes out. Its one law is
/// that the query never moves past an object that was not read, whatever the server does; moving back is harmless,
/// because importing an object twice changes nothing.
/// </summary>
internal sealed class PageWalk(TaxiiCursor start, TaxiiPollOptions options)
{
    private const int MaxEmptyPages = 10;

    private readonly HashSet<string> _seen = [];
    private int _emptyPages;
    private bool _avoidsTokens;

    /// <summary>The query to send now, and the cursor to store with the page taken last.</summary>
    public TaxiiCursor Cursor { get; private set; } = start;

    public int Limit { get; private set; } = options.PageSize;

    public bool IsDone { get; private set; }

    /// <summary>Odd things since they were last asked for.</summary>
    public List<TaxiiRemark> Remarks { get; } = [];

    /// <summary>The server refused its own token: go on by time. False when there was none to refuse.</summary>
    public bool DropNext()
    {
        if (Cursor.Next is null)
        {
            return false;
        }

        Remark(TaxiiRemark.NextRejected, "The server refused its own token for the next page.");
        Cursor = By(Cursor.ReachedInstant) ?? Cursor with { Next = null };
        return true;
    }

    /// <summary>The server's clock stands before the cursor: what it adds now would never be found. False
    /// otherwise.</summary>
    public bool RestartedBy(PageFacts page)
    {
        if (Cursor.AddedAfterInstant is not { } addedAfter || addedAfter <= page.Now + Duration.FromSeconds(1))
        {
            return false;
        }

        Remark(TaxiiRemark.ClockWentBack, $"The server's clock shows {page.Now}, the cursor {addedAfter}.");
        (Cursor, IsDone) = (TaxiiCursor.Start, false);
        return true;
    }

    /// <summary>Takes a page and decides where to go on.</summary>
    /// <exception cref="TaxiiException">There is more, and no way to it.</exception>
    public void Take(PageFacts page)
    {
        var since = Cursor.SinceInstant is { } first && Cursor.Next is not null ? first : page.Now;

        // What is dated later than the query began says nothing about what may still be added before it.
        var reached = page.LastAdded is { } last ? Instant.Min(last, since) : (Instant?)null;
        if (!page.HasMore)
        {
            Finish(page, reached);
            return;
        }

        _emptyPages = page.Count == 0 ? _emptyPages + 1 : 0;
        var isNew = page.Count == 0 ? _emptyPages <= MaxEmptyPages : _seen.Add(page.Fingerprint);
        if (isNew && page.Next is not null && !_avoidsTokens)
        {
            Cursor = Cursor with
            {
                Next = page.Next,
                Reached = Text(reached) ?? Cursor.Reached,
                Since = Text(since),
                ETag = null,
            };
        }
        else if (!isNew || By(reached) is not { } onwards)
        {
            LeaveRepetition(reached);
        }
        else
        {
            Cursor = onwards;
        }
    }

    private void Finish(PageFacts page, Instant? reached)
    {
        IsDone = true;
        var addedAfter = Cursor.AddedAfter;
        if (page.Count > 0 && reached is null)
        {
            Remark(TaxiiRemark.NoDateAdded, "The server does not say when the objects were added.");
        }

        Cursor = By(reached ?? (page.Count == 0 ? Cursor.ReachedInstant : null))
            ?? Cursor with { Next = null, Since = null };

        // The mark belongs to the query that was sent, so it is of use only where the next one will be the same.
        Cursor = Cursor with { ETag = Cursor.AddedAfter == addedAfter ? page.ETag : null };
    }

    /// <summary>The same page came again, or an empty one too often: first leave the token, then ask for larger
    /// pages.</summary>
    private void LeaveRepetition(Instant? reached)
    {
        if (Cursor.Next is not null && By(Cursor.ReachedInstant ?? reached) is { } byTime)
        {
            Remark(TaxiiRemark.PageRepeated, "The server sent the same page again for its token of the next page.");
            (Cursor, _avoidsTokens) = (byTime, true);
        }
        else if (Cursor.Next is null && reached is not null && Limit < options.MaxPageSize)
        {
            Remark(TaxiiRemark.PageRepeated, $"{Limit} objects or more came in at one instant; asking for more.");
            Limit = Math.Min(Limit * 2, options.MaxPageSize);
        }
        else
        {
            throw new TaxiiException(TaxiiFailureCodes.NoProgress,
                "The server announces more objects, but sends the same again or does not say how to ask for them.");
        }
    }

    /// <summary>The query for what was added about then and later; null when nobody knows when that was.</summary>
    private TaxiiCursor? By(Instant? reached) => reached is { } instant
        ? new TaxiiCursor(Text(instant - options.ReadAgain), null, Text(instant), null, null)
        : null;

    private static string? Text(Instant? instant) => instant is { } known ? TaxiiTimestamp.Format(known) : null;

    private void Remark(string code, string message) => Remarks.Add(new TaxiiRemark(code, message));
}
