namespace Attribution.Benchmarks.Messaging;

/// <summary>One run of the soak of messages.</summary>
/// <param name="Program">The server's program, <c>attribution.dll</c>.</param>
/// <param name="Messages">How many messages; half of them are delivered twice.</param>
/// <param name="SecondsBetweenFaults">About how often something is killed.</param>
/// <param name="Seed">Decides what is killed, and what is sent twice.</param>
internal sealed record MessageSoakOptions(string Program, int Messages, int SecondsBetweenFaults, int Seed)
{
    /// <summary>Through which broker they are sent, <c>amqp://...</c>; over HTTP when there is none.</summary>
    internal Uri? Broker { get; init; }
}

/// <summary>What a run found.</summary>
/// <param name="Options">The run.</param>
/// <param name="Sent">Messages sent, copies and repetitions included.</param>
/// <param name="Faults">How often something was killed.</param>
/// <param name="Time">From the first message to the last effect.</param>
/// <param name="Violations">Every promise that was not kept; empty when all were.</param>
internal sealed record MessageSoakReport(
    MessageSoakOptions Options, long Sent, int Faults, TimeSpan Time, IReadOnlyList<string> Violations)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join("\n  ", Violations.Prepend(string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"seed {Options.Seed}: {Options.Messages} messages, {Sent} sent, {Faults} killed, {Time.TotalSeconds:N0} s, "
        + $"{Violations.Count} violations")));
}
