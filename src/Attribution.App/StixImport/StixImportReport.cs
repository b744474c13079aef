using System.Collections.Immutable;
using Attribution.Stix;
using Tlp = Attribution.Domain.Access.Tlp;

namespace Attribution.App.StixImport;

/// <summary>What became of one object of a bundle.</summary>
public enum StixImportOutcome
{
    /// <summary>It changed what is known here: a campaign, a hypothesis, a link.</summary>
    Taken,

    /// <summary>It is kept as it came and given out again, but changes no campaign; the code says why.</summary>
    Opaque,

    /// <summary>This version of it, or a later one, is here already.</summary>
    Known,

    /// <summary>A relationship that is kept and takes effect when its missing end comes.</summary>
    Waiting,

    /// <summary>Nothing of it is kept; the code says why.</summary>
    Refused,
}

/// <summary>One line of the loss report.</summary>
/// <param name="Number">Its place in the report.</param>
/// <param name="Place">The object's place in the bundle; null for the bundle itself and for a relationship of an
/// earlier import that took effect now.</param>
/// <param name="ObjectId">The object's id, as far as it could be read.</param>
/// <param name="Version">Its version as written.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Code">Why, as a stable code; null for an object that was taken whole.</param>
/// <param name="Message">Why, for a person.</param>
/// <param name="Path">JSON Pointer of the property the code is about.</param>
/// <param name="Findings">What else is wrong with the object by STIX 2.1; none of it stood in its way.</param>
public sealed record StixImportItem(
    long Number,
    long? Place,
    string? ObjectId,
    string? Version,
    StixImportOutcome Outcome,
    string? Code,
    string? Message,
    string? Path,
    ImmutableArray<StixFinding> Findings);

/// <summary>How many objects came to which end.</summary>
public sealed record StixImportCounts(long Taken, long Opaque, long Known, long Waiting, long Refused)
{
    /// <summary>Nothing yet.</summary>
    public static StixImportCounts None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>All of them.</summary>
    public long Total => Taken + Opaque + Known + Waiting + Refused;

    internal StixImportCounts With(StixImportOutcome outcome) => outcome switch
    {
        StixImportOutcome.Taken => this with { Taken = Taken + 1 },
        StixImportOutcome.Opaque => this with { Opaque = Opaque + 1 },
        StixImportOutcome.Known => this with { Known = Known + 1 },
        StixImportOutcome.Waiting => this with { Waiting = Waiting + 1 },
        _ => this with { Refused = Refused + 1 },
    };
}

/// <summary>An import that came to its end.</summary>
/// <param name="Id">Its id, under which the report can be read.</param>
/// <param name="BundleId">What the bundle calls itself.</param>
/// <param name="Counts">What became of its objects.</param>
public sealed record StixImportResult(Guid Id, string? BundleId, StixImportCounts Counts);

/// <summary>How a bundle is to be imported.</summary>
/// <param name="Source">Where it comes from: a file's name, a feed's. Recorded with every event it leads to.</param>
/// <param name="Unmarked">The label of objects whose markings state none.</param>
public sealed record StixImportRequest(string Source, Tlp Unmarked = Tlp.Amber);

/// <summary>The import could not go on. What was stored stays, and importing the same bundle again goes on where this
/// one ended.</summary>
/// <param name="code"><c>UNAVAILABLE</c> or <c>CONFLICT</c>.</param>
/// <param name="message">Why, for a person.</param>
/// <param name="cause">What happened.</param>
public sealed class StixImportStopped(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Stable.</summary>
    public string Code { get; } = code;

    internal static StixImportStopped Away(Exception cause) => new(
        "UNAVAILABLE", "The database went away. What was stored stays; import again when it is back.", cause);
}
