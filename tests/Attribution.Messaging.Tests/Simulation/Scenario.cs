using NodaTime;

namespace Attribution.Messaging.Tests.Simulation;

/// <summary>
/// What is published in one run, and how its handling goes: well, badly a few times, badly always, endlessly, fatally
/// for the process, or later.
/// </summary>
internal sealed class Scenario
{
    public const string Inbound = "inbound";
    public const string Outbound = "outbound";
    public const int PoisonAttempts = 4;
    public const int MaxAttempts = 25;

    private static readonly string[] Kinds =
    [
        "normal", "normal", "normal", "normal", "normal", "normal", "normal",
        "flaky", "flaky", "poison", "refused", "slow",
        "later", "killer",
    ];

    public Scenario(World world)
    {
        var (lanes, perLane) = (1 + world.Next(4), 2 + world.Next(6));
        Published = [.. Enumerable.Range(0, lanes).Select(lane =>
            Enumerable.Range(0, perLane).Select(n => Message(world, $"{lane}-{n}", $"lane-{lane}")).ToArray())];
        Published.AddRange(Enumerable.Range(0, 4).Select(n => new[] { Message(world, $"free-{n}", null) }));
        Published.AddRange(Enumerable.Range(0, 2).Select(n => new[] { Message(world, $"scheduled-{n}", null) with
        {
            ScheduledFor = world.Now + Duration.FromSeconds(world.Next(40)),
        } }));
    }

    /// <summary>Per publisher, what it sends, one after the other.</summary>
    public List<Envelope[]> Published { get; } = [];

    public static RetryPolicy Policy { get; } = new()
    {
        MaxAttempts = MaxAttempts,
        Backoff = new(Duration.FromMilliseconds(300), Duration.FromSeconds(3)),
        Rules =
        [
            new(failure => failure.Exception is FormatException, PoisonAttempts,
                new(Duration.FromMilliseconds(300), Duration.FromSeconds(3))),
        ],
    };

    public static string KindOf(Envelope envelope) => envelope.Type["simulation.".Length..^".v1".Length];

    /// <summary>Those whose effect must happen, once.</summary>
    public static bool MustTakeEffect(Envelope envelope) => KindOf(envelope) is not ("poison" or "refused" or "killer");

    private static Envelope Message(World world, string id, string? subject) => new()
    {
        Id = id,
        Source = "/simulation",
        Type = $"simulation.{Kinds[world.Next(Kinds.Length)]}.v1",
        Subject = subject,
        Body = MessageBody.Parse($$"""{"id":"{{id}}"}"""),
    };
}
