using System.Collections.Immutable;
using System.Diagnostics;

namespace Attribution.App.Pipeline;

/// <summary>The W3C trace context of the work at hand, kept with the events, so that one trace runs from the message to
/// the event and on to what follows from it.</summary>
internal static class TraceHeaders
{
    internal const string TraceParent = "traceparent";

    private static readonly ImmutableSortedDictionary<string, string> None =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The headers; none when nobody traces.</summary>
    internal static ImmutableSortedDictionary<string, string> OfActivity() =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C, Recorded: true, Id: { } id }
            ? None.Add(TraceParent, id)
            : None;

    /// <summary>The headers of work that a message asked for: this process may trace nothing and its publisher
    /// may.</summary>
    internal static ImmutableSortedDictionary<string, string> OfActivityOr(string? traceParent) =>
        OfActivity() is { IsEmpty: false } traced ? traced
            : traceParent is null ? None
            : None.Add(TraceParent, traceParent);
}
