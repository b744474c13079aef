using Attribution.Domain;

namespace Attribution.App.Pipeline;

/// <summary>The answer to a command, whichever door it came through.</summary>
internal abstract record CommandOutcome<TView>
    where TView : class
{
    private CommandOutcome()
    {
    }

    /// <summary>It is so now, or was so already.</summary>
    /// <param name="View">The page after it.</param>
    /// <param name="Version">The stream's version after it.</param>
    /// <param name="Changed">False when the request was already true and nothing was stored.</param>
    internal sealed record Done(TView View, long Version, bool Changed) : CommandOutcome<TView>
    {
        /// <summary>Whether this is the answer to an earlier delivery of the same command.</summary>
        internal bool IsRepeated { get; init; }
    }

    /// <summary>A rule refuses it; nothing was stored.</summary>
    internal sealed record Refused(Rejection Rejection) : CommandOutcome<TView>;

    /// <summary>Others changed it meanwhile; nothing was stored.</summary>
    internal sealed record Conflict(long ActualVersion) : CommandOutcome<TView>;

    /// <summary>A key is taken; nothing was stored.</summary>
    internal sealed record KeyTaken(string Table) : CommandOutcome<TView>;

    /// <summary>The command's id belongs to a command with another content; nothing was stored.</summary>
    internal sealed record IdReused : CommandOutcome<TView>;

    /// <summary>The database was away for too long.</summary>
    /// <param name="MayHaveHappened">Whether the command may have taken effect all the same: read before sending it
    /// again.</param>
    internal sealed record Unavailable(bool MayHaveHappened) : CommandOutcome<TView>;
}
