using System.Globalization;
using Attribution.Messaging.Tests.Sql;

namespace Attribution.Messaging.Tests.Simulation;

/// <summary>
/// The delivery node in a world of accidents. More or other seeds: <c>ATTRIBUTION_SIMULATION_SEEDS=5000</c>, and
/// <c>ATTRIBUTION_SIMULATION_FIRST_SEED</c> to begin elsewhere. A failing seed is in the message and fails again alone.
/// </summary>
public sealed class SimulationTests(MessagingDatabase database) : IClassFixture<MessagingDatabase>
{
    private static int First => Setting("ATTRIBUTION_SIMULATION_FIRST_SEED", 1);

    [Fact]
    public async Task In_the_model_every_seed_comes_to_a_good_end()
    {
        foreach (var seed in Enumerable.Range(First, Setting("ATTRIBUTION_SIMULATION_SEEDS", 200)))
        {
            await new Simulator(seed, new ModelBackend()).RunAsync();
        }
    }

    [Fact]
    public async Task On_PostgreSQL_some_seeds_come_to_a_good_end()
    {
        var backend = new PostgresBackend(database);
        foreach (var seed in Enumerable.Range(First, Setting("ATTRIBUTION_SIMULATION_POSTGRES_SEEDS", 3)))
        {
            await backend.StartAsync();
            await new Simulator(seed, backend).RunAsync();
        }
    }

    [Fact]
    public async Task The_same_seed_is_the_same_story()
    {
        var (one, other) = (new Simulator(7, new ModelBackend()), new Simulator(7, new ModelBackend()));

        await one.RunAsync();
        await other.RunAsync();

        other.Story.ShouldBe(one.Story);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var set)
            ? set
            : otherwise;
}
