using NodaTime;

namespace Attribution.Messaging.Tests.Simulation;

/// <summary>
/// One run: publishers, two nodes, a time of accidents, a time of calm, and the laws that must hold at the end.
/// </summary>
internal sealed class Simulator(int seed, IBackend backend)
{
    private const double CrashLikelihood = 0.0015;
    private const double FreezeLikelihood = 0.001;
    private const int StepsBetweenLooks = 40;
    private const long MaxSteps = 400_000;

    private static readonly Duration Accidents = Duration.FromSeconds(60);
    private static readonly Duration LongestCalm = Duration.FromMinutes(15);

    // Each attempt of a message that kills its process costs a lease, the rescue and the start of another process;
    // those of one lane come one after the other.
    private static readonly Duration LongestDeath = Duration.FromSeconds(40);

    private readonly World world = new(seed);
    private Instant patienceEnds;

    public async Task RunAsync()
    {
        var scenario = new Scenario(world);
        var killers = scenario.Published.SelectMany(messages => messages)
            .Count(message => Scenario.KindOf(message) == "killer");
        patienceEnds = Sample.Now + Accidents + LongestCalm + (LongestDeath * (killers * (Scenario.MaxAttempts + 1)));
        SimNode[] nodes = [new(world, backend), new(world, backend)];
        var publishers = scenario.Published.Select(messages => new SimPublisher(world, backend, messages)).ToArray();
        foreach (var publisher in publishers)
        {
            publisher.Start();
        }

        foreach (var node in nodes)
        {
            node.Start();
        }

        while (!await IsOverAsync(publishers))
        {
            (await world.StepAsync()).ShouldBeTrue($"{Story}: nothing is left to do and messages are waiting.");
            world.IsCalm = world.Now > Sample.Now + Accidents;
            await world.ThrowFailuresAsync();
            Harm(nodes[world.Next(nodes.Length)]);
        }

        await Laws.CheckAsync(backend, scenario, Story);
    }

    /// <summary>How far the run came, in time and steps.</summary>
    public string Story => $"seed {seed} (at {world.Now - Sample.Now}, step {world.Steps})";

    private void Harm(SimNode node)
    {
        if (world.Accident(CrashLikelihood))
        {
            node.Crash();
        }

        if (world.Accident(FreezeLikelihood))
        {
            node.Process.Freeze(Duration.FromMilliseconds(world.Next(30_000)));
        }
    }

    private async Task<bool> IsOverAsync(SimPublisher[] publishers)
    {
        if (world.Steps % StepsBetweenLooks != 0 || !world.IsCalm || !publishers.All(publisher => publisher.IsDone))
        {
            return false;
        }

        var open = (await backend.MessagesAsync()).Where(message => message.State is not ("done" or "dead")).ToList();
        if (open.Count > 0 && (world.Now > patienceEnds || world.Steps > MaxSteps))
        {
            throw new InvalidOperationException($"{Story}: stuck: {string.Join("; ", open)}");
        }

        return open.Count == 0;
    }
}
