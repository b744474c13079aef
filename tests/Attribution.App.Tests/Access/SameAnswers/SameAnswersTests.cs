using System.Collections.Immutable;
using System.Text.Json;
using Attribution.App.Tests.LogExport;
using Attribution.Domain.Access;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Limits;
using Attribution.GraphQL.Types;
using Xunit.Abstractions;

namespace Attribution.App.Tests.Access.SameAnswers;

/// <summary>
/// What a caller may not see must not change anything it is told. Everything the schema can be asked is asked twice: of
/// a database with the hidden records, and of one without them. The answers must be equal to the byte.
/// </summary>
public sealed class SameAnswersTests(TwoWorlds worlds, ITestOutputHelper output) : IClassFixture<TwoWorlds>
{
    private const int RandomQueries = 40;
    private const int QueriesOfRoot = 40;
    private const int FurtherRoundsMax = 5;

    // It would tell of the asking itself, under ids and times of its own.
    private const string AuditOfThisTest = "accessAudit";

    private static readonly string[] ForDeciders =
    [
        "Query.deadLetters", "Query.webhooks",
        .. new[] { "edges", "nodes", "pageInfo", "totalCount" }.Select(field => $"DeadLetterConnection.{field}"),
        .. new[] { "cursor", "node" }.Select(field => $"DeadLetterEdge.{field}"),
        .. new[]
        {
            "id", "queue", "source", "eventId", "type", "subject", "attributes", "body", "isReadable", "attemptCount",
            "acceptedAt", "diedAt", "code", "detail", "attempts", "interventions",
        }.Select(field => $"DeadLetter.{field}"),
        .. new[] { "attempt", "failedAt", "code", "detail", "stack" }.Select(field => $"FailedAttempt.{field}"),
        .. new[] { "kind", "madeAt", "madeBy", "reason", "replacedBody" }
            .Select(field => $"DeadLetterIntervention.{field}"),
        .. new[] { "id", "url", "types", "subscribedAt", "failingSince", "disabledAt", "lastProblem" }
            .Select(field => $"Webhook.{field}"),
    ];

    private static readonly string[] ForAuditors =
    [
        $"Query.{AuditOfThisTest}",
        .. new[] { "edges", "nodes", "pageInfo", "totalCount" }.Select(field => $"AccessEntryConnection.{field}"),
        .. new[] { "cursor", "node" }.Select(field => $"AccessEntryEdge.{field}"),
        .. new[] { "id", "at", "record", "campaign", "subject", "tenant", "organisation", "reason" }
            .Select(field => $"AccessEntry.{field}"),
    ];

    /// <summary>Fields that no query of this test can get an answer from, and why.</summary>
    private static readonly Dictionary<string, string> Unreachable = new(
        [
            .. ForDeciders.Select(field => KeyValuePair.Create(
                field, "asked by those who decide alone: DeadLetterTests and WebhookTests")),
            .. ForAuditors.Select(field => KeyValuePair.Create(field, "asked by auditors alone: AccessAuditTests")),
        ],
        StringComparer.Ordinal);

    /// <summary>So far down that random queries do not always get there; where they do, answers are compared.</summary>
    private static readonly string[] Seldom =
        ["StixFinding.severity", "StixFinding.code", "StixFinding.path", "StixFinding.message"];

    /// <summary>Auditors may ask for the rights of an earlier day as well.</summary>
    private static readonly Principal Asking = TwoWorlds.Caller with { Roles = [Role.Analyst, Role.Auditor] };

    private readonly Lazy<HashSet<string>> _reachable = new(() => Reachable(worlds.With.Schema));

    /// <summary>A query here asks for more than anybody may ask for at once.</summary>
    private static readonly GraphQLEngineOptions Unlimited = new()
    {
        Parser = new ParserLimits(MaxTokens: 1_000_000),
        Limits = new OperationLimits
        {
            MaxDocumentBytes = 16 * 1024 * 1024,
            MaxAliases = 100_000,
            MaxSelections = 100_000,
            MaxFieldCost = 1e12,
            MaxTypeCost = 1e12,
        },
    };

    [Fact]
    public async Task Hidden_records_change_no_answer()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var (with, without) = (
            new Client(worlds.With, Asking, Unlimited), new Client(worlds.Without, Asking, Unlimited));
        var answered = new HashSet<string>(StringComparer.Ordinal);
        var refusals = new HashSet<string>(StringComparer.Ordinal);
        var asked = 0;

        foreach (var selection in Selections(seed, answered))
        {
            var document = QueryGenerator.Document(selection);
            var answers = await Task.WhenAll(with.AnswerAsync(document), without.AnswerAsync(document));
            var (answer, same) = (answers[0], answers[1]);
            answer.GetRawText().ShouldBe(same.GetRawText(), $"seed {seed}: {document}");
            answer.GetRawText().ShouldNotContain("INTERNAL", Case.Sensitive, $"seed {seed}: {document}");
            asked++;
            if (answer.TryGetProperty("errors", out var errors))
            {
                refusals.Add(errors[0].GetProperty("message").GetString()!);
            }

            if (answer.TryGetProperty("data", out var data))
            {
                selection.NoteAnswered(data, answered);
            }
        }

        output.WriteLine($"{asked} queries, {answered.Count} fields answered, {worlds.Hidden} rows hidden");
        output.WriteLine($"refusals met: {string.Join(" | ", refusals.Take(20))}");
        worlds.Hidden.ShouldBeGreaterThan(0);
        Unanswered(answered).ShouldBeEmpty(
            "no query was answered by these fields: fill TwoWorlds with something that has them, or say why not");
        Unreachable.Keys.Intersect(answered).ShouldBeEmpty("these are answered after all");
    }

    [Fact]
    public async Task Hidden_records_change_no_line_of_the_log()
    {
        var auditor = TwoWorlds.Caller with { Roles = [Role.Auditor] };

        var (with, without) = (
            await WholeLog.ReadAsync(worlds.With, auditor), await WholeLog.ReadAsync(worlds.Without, auditor));

        with.ShouldBe(without);
        with.Count.ShouldBe(await worlds.CountSeenEventsAsync(), "all that is left there is to be seen");
    }

    [Fact]
    public async Task Somebody_who_sees_more_is_told_more()
    {
        var with = new Client(worlds.With, TwoWorlds.Insider);
        var without = new Client(worlds.Without, TwoWorlds.Insider);
        const string Query = "{ campaigns(first: 100) { totalCount } }";

        var (all, rest) = (await with.AnswerAsync(Query), await without.AnswerAsync(Query));

        Total(all).ShouldBeGreaterThan(Total(rest));

        static int Total(JsonElement answer) =>
            answer.GetProperty("data").GetProperty("campaigns").GetProperty("totalCount").GetInt32();
    }

    /// <summary>Some queries of every root, and then those that ask a field which has not answered yet.</summary>
    private IEnumerable<Selection> Selections(int seed, HashSet<string> answered)
    {
        var random = new Random(seed);
        var generator = new QueryGenerator(
            worlds.With.Schema, new ArgumentGenerator(random, worlds.Texts, worlds.Ids), random);
        var roots = worlds.With.Schema.Query!.Fields
            .Where(root => QueryGenerator.IsAsked(root, worlds.With.Schema) && root.Name != AuditOfThisTest)
            .ToArray();
        foreach (var root in roots)
        {
            var selections = generator.Selections(root, RandomQueries).ToArray();
            random.Shuffle(selections);
            foreach (var selection in selections.Take(QueriesOfRoot))
            {
                yield return selection;
            }
        }

        foreach (var other in worlds.Ids)
        {
            yield return generator.Along(["actors", "nodes", "overlap"], $"(with: \"{other}\")");
        }

        var further = Enumerable.Repeat(roots, FurtherRoundsMax).SelectMany(all => all)
            .SelectMany(root => generator.Selections(root, RandomQueries))
            .TakeWhile(_ => !Unanswered(answered).IsEmpty)
            .Where(selection => selection.Names().Intersect(Unanswered(answered)).Any());
        foreach (var selection in further)
        {
            yield return selection;
        }
    }

    private ImmutableArray<string> Unanswered(IEnumerable<string> answered) =>
        [.. _reachable.Value.Except(answered).Except(Unreachable.Keys).Except(Seldom)];

    /// <summary>All fields of all types that the root of queries leads to. What only a mutation answers with is checked
    /// where the mutation is.</summary>
    private static HashSet<string> Reachable(Schema schema)
    {
        var (found, types) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<ObjectType>());
        var waiting = new Queue<ObjectType>([schema.Query!]);
        while (waiting.TryDequeue(out var type))
        {
            foreach (var field in type.Fields.Where(field => QueryGenerator.IsAsked(field, schema)))
            {
                found.Add($"{type.Name}.{field.Name}");
                foreach (var next in (field.Type.Named as CompositeType)?.PossibleTypes.Where(types.Add) ?? [])
                {
                    waiting.Enqueue(next);
                }
            }
        }

        return found;
    }
}
