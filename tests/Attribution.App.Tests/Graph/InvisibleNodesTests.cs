using Attribution.App.Campaigns.CampaignDetails;

namespace Attribution.App.Tests.Graph;

/// <summary>Random graphs, against a walk over what the caller may see that shares no code with the answers.</summary>
public sealed class InvisibleNodesTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly Client _anna = new(database.System, Client.Anna);
    private readonly StatedGraph _graph = new(database.System);

    [Fact]
    public async Task Answers_are_those_of_the_visible_graph_and_invisible_records_change_none_of_them()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 4; round++)
        {
            var techniques = Enumerable.Range(0, 12).Select(number => $"T{7000 + (100 * round) + number}").ToArray();
            var seen = Some(15, number => StatedGraph.Campaign($"seen {number}"));
            var hidden = Some(10, number => StatedGraph.Secret($"hidden {number}"));
            await _graph.StoreAsync([.. seen, .. hidden]);
            var model = new List<(string, string)>();
            foreach (var campaign in seen)
            {
                var used = random.GetItems(techniques, random.Next(3)).Distinct().ToArray();
                await _graph.UseAsync(campaign, used);
                model.AddRange(used.Select(technique => (StatedGraph.Node(campaign), technique)));
                var parent = seen[random.Next(seen.Length)];
                if (parent != campaign && random.Next(3) == 0)
                {
                    await _graph.BePartOfAsync(campaign, parent);
                    model.Add((StatedGraph.Node(campaign), StatedGraph.Node(parent)));
                }
            }

            string[] nodes = [.. techniques, .. seen.Concat(hidden).Select(StatedGraph.Node)];
            var before = await AnswersAsync(nodes, new Random(seed), model, $"seed {seed}, round {round}");
            foreach (var campaign in hidden)
            {
                await _graph.UseAsync(campaign, [.. random.GetItems(techniques, 4).Distinct()]);
                await _graph.BePartOfAsync(campaign, seen[random.Next(seen.Length)]);
                await _graph.BePartOfAsync(seen[random.Next(seen.Length)], campaign);
            }

            var after = await AnswersAsync(nodes, new Random(seed), model, $"seed {seed}, round {round}, with hidden");

            after.ShouldBe(before, $"seed {seed}, round {round}");
        }
    }

    /// <summary>Asks from many nodes, holds each answer against the model, and answers them all as text.</summary>
    private async Task<string> AnswersAsync(
        string[] nodes, Random random, IReadOnlyList<(string A, string B)> model, string said)
    {
        var all = new List<string>();
        for (var question = 0; question < 25; question++)
        {
            var (from, to, depth) = (
                nodes[random.Next(nodes.Length)], nodes[random.Next(nodes.Length)], random.Next(1, 6));
            var (distances, others) = (Distances(from, model), Distances(to, model));

            var around = await _anna.AroundAsync(from, depth);
            around.Relationships().Length.ShouldBe(
                model.Count(pair => Math.Min(Far(distances, pair.A), Far(distances, pair.B)) < depth),
                $"{said}: around {from} at {depth}");
            var path = await _anna.PathAsync(from, to);
            path?.Length.ShouldBe(distances[to], $"{said}: {from} to {to}");
            (path is null).ShouldBe(Far(distances, to) > 5, $"{said}: {from} to {to}");
            var common = await _anna.CommonAsync(from, to);
            common.ShouldBe(
                distances.Where(near => near.Value == 1 && Far(others, near.Key) == 1).Select(near => near.Key)
                    .Order(StringComparer.Ordinal),
                ignoreOrder: false,
                $"{said}: {from} and {to}");
            all.Add($"{around} {string.Join(';', path ?? [])} {string.Join(';', common)}");
        }

        return string.Join('\n', all);
    }

    private static int Far(Dictionary<string, int> distances, string node) =>
        distances.GetValueOrDefault(node, int.MaxValue);

    private static Dictionary<string, int> Distances(string from, IReadOnlyList<(string A, string B)> model)
    {
        var distances = new Dictionary<string, int>(StringComparer.Ordinal) { [from] = 0 };
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var (a, b) in model.Concat(model.Select(pair => (pair.B, pair.A))))
            {
                if (distances.TryGetValue(a, out var far) && far + 1 < Far(distances, b))
                {
                    distances[b] = far + 1;
                    changed = true;
                }
            }
        }

        return distances;
    }

    private static CampaignView[] Some(int count, Func<int, CampaignView> make) =>
        [.. Enumerable.Range(0, count).Select(make)];
}
