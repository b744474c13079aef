using System.Collections.Immutable;
using System.Text.Json;
using Attribution.Domain.Access;
using Attribution.GraphQL.Types;
using Xunit.Abstractions;

namespace Attribution.App.Tests.Access.SameAnswers;

/// <summary>
/// A command must not tell what its caller may not see by what it refuses, by the order in which it refuses, or by what
/// it makes of a name that is taken. Every mutation is sent, with all sorts of values, to a database with the hidden
/// records and to one without them: they say the same.
/// </summary>
public sealed class SameRefusalsTests(TwoWorlds worlds, ITestOutputHelper output) : IClassFixture<TwoWorlds>
{
    private const int TriesOfEach = 20;

    private static readonly string[] Told = ["changed", "removed", "outcome"];

    [Fact]
    public async Task Hidden_records_change_no_answer_to_a_command()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        // Half of the ids are of what is hidden.
        var arguments = new ArgumentGenerator(random, worlds.Texts, [.. worlds.Ids, .. worlds.HiddenIds]);
        var caller = TwoWorlds.Caller with { Roles = [Role.SeniorAnalyst] };
        var (with, without) = (new Client(worlds.With, caller), new Client(worlds.Without, caller));
        var codes = new HashSet<string>(StringComparer.Ordinal);

        foreach (var mutation in worlds.With.Schema.Mutation!.Fields.Where(field => field.TwinOf is null))
        {
            for (var attempt = 0; attempt < TriesOfEach; attempt++)
            {
                var document = $"mutation {{ {mutation.Name}{arguments.Random(mutation)} {{ {Asked(mutation)} }} }}";
                var answer = await with.AnswerAsync(document);
                if (IsTaken(answer, mutation.Name))
                {
                    continue;
                }

                var same = await without.AnswerAsync(document);
                answer.GetRawText().ShouldBe(same.GetRawText(), $"seed {seed}: {document}");
                answer.GetRawText().ShouldNotContain("INTERNAL", Case.Sensitive, $"seed {seed}: {document}");
                codes.UnionWith(Codes(answer, mutation.Name));
            }
        }

        output.WriteLine($"codes met: {string.Join(' ', codes.Order(StringComparer.Ordinal))}");
        codes.Count(code => code.EndsWith("NOT_FOUND", StringComparison.Ordinal)).ShouldBeGreaterThan(3);
        codes.ShouldContain("", "some commands take effect");
    }

    /// <summary>An organisation has one profile of an actor, so a colleague is told when there is one already, hidden
    /// or not (docs/decisions/0004). The other world would register it.</summary>
    private static bool IsTaken(JsonElement answer, string mutation) =>
        mutation == "registerActor" && Codes(answer, mutation).Contains("ACTOR_NOT_FOUND");

    /// <summary>What a payload tells, but for new ids and times.</summary>
    private static string Asked(FieldDefinition mutation)
    {
        var payload = ((ObjectType)mutation.Type.Named).Fields;
        var told = payload.Where(field => Told.Contains(field.Name)).Select(field => field.Name);
        var errors = payload.Any(field => field.Name == "errors") ? "errors { code message path currentVersion }" : "";
        return string.Join(' ', told.Append(errors).Append("__typename"));
    }

    private static ImmutableArray<string> Codes(JsonElement answer, string mutation) =>
        answer.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
        && data.GetProperty(mutation) is { ValueKind: JsonValueKind.Object } payload
        && payload.TryGetProperty("errors", out var errors)
            ? [.. errors.EnumerateArray().Select(error => error.Text("code")!).DefaultIfEmpty("")]
            : [];
}
