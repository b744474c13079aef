using System.Text;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types;
using NodaTime;
using NodaTime.Text;

namespace Attribution.GraphQL.Tests.Types;

public sealed class InstantTextTests
{
    [Fact]
    public void Instants_are_written_as_the_pattern_writes_them()
    {
        const int Seed = 20261121;
        var random = new Random(Seed);
        Instant[] edges =
        [
            Instant.MinValue, Instant.MaxValue, Instant.FromUnixTimeTicks(0), Instant.FromUtc(1, 1, 1, 0, 0),
            Instant.FromUtc(1, 1, 1, 0, 0).PlusNanoseconds(-1), Instant.FromUtc(9999, 12, 31, 23, 59, 59),
        ];
        var some = Enumerable.Range(0, 20_000).Select(_ => Instant
            .FromUnixTimeSeconds(random.NextInt64(-62_135_596_800, 253_402_300_799))
            .PlusNanoseconds(random.Next(4) switch
            {
                0 => 0,
                1 => random.Next(1000) * 1_000_000L,
                2 => random.Next(10_000_000) * 100L,
                _ => random.Next(1_000_000_000),
            }));
        using var output = new JsonOutput();
        foreach (var instant in edges.Concat(some))
        {
            output.Clear();
            InstantText.Write(output, instant);
            Encoding.UTF8.GetString(output.Written)
                .ShouldBe($"\"{InstantPattern.ExtendedIso.Format(instant)}\"", $"seed {Seed}");
        }
    }
}
