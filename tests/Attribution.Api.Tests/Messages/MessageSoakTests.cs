using Attribution.Benchmarks.Messaging;
using Attribution.Testing;

namespace Attribution.Api.Tests.Messages;

/// <summary>A small part of what <c>dotnet run --project tests/Attribution.Benchmarks -- message-soak</c> does with
/// 200,000 messages: real servers take and handle messages, and are killed.</summary>
public sealed class MessageSoakTests(RabbitServer rabbit) : IClassFixture<RabbitServer>
{
    [Fact]
    public Task Every_message_has_its_effect_once_whoever_is_killed() => SoakAsync(broker: null);

    [RabbitFact]
    public Task Every_message_of_a_broker_has_its_effect_once_whoever_is_killed() => SoakAsync(rabbit.Address);

    private static async Task SoakAsync(Uri? broker)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Repository.PathTo($"src/Attribution.Api/bin/{configuration}/net10.0/attribution.dll");
        var seed = Random.Shared.Next(1, 1_000_000);

        var options = new MessageSoakOptions(program, 2_000, 1, seed) { Broker = broker };
        var report = await new MessageSoakRun(options).RunAsync();

        report.Violations.ShouldBeEmpty(report.ToString());
        report.Faults.ShouldBeGreaterThan(0, report.ToString());
        report.Sent.ShouldBeGreaterThanOrEqualTo(3_000, report.ToString());
    }
}
