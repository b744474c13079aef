using System.Text.Json;
using Attribution.Domain;

namespace Attribution.App.Tests.Access.SameAnswers;

/// <summary>What is thought of a campaign: profiles of actors across the walls, and hypotheses with evidence.</summary>
internal static class Suspicions
{
    private static readonly Guid Space = new("4d0a2b54-7b0e-5a53-8a44-0f6f6c1a9e01");

    private static readonly object Graded =
        new { value = 60, reliability = "B", credibility = 2, rationale = "the same harbour" };

    /// <summary>Every organisation has profiles of the same actors. What is labelled so is merged into something that
    /// others may see, stands for something they may see, and is like it.</summary>
    internal static async Task AddAsync(Client author, Guid campaign, string label)
    {
        if (await RegisterAsync(author, $"main of {label}", label) is not { } main)
        {
            // A colleague has said all of it before.
            return;
        }

        var part = await RegisterAsync(author, $"part of {label}", label);
        var stray = await RegisterAsync(author, $"stray of {label}", "AMBER");
        var head = await RegisterAsync(author, $"head of {label}", "AMBER");
        foreach (var (id, other) in new (Guid?, Guid?)[] { (head, main), (main, head) })
        {
            await SendAsync(
                author, "claimLikeness", new { id, other, confidence = Graded, reason = "the same tools" });
        }

        await SendAsync(author, "mergeActor", new { id = part, into = main, reason = "one and the same" });
        await SendAsync(author, "mergeActor", new { id = stray, into = main, reason = "one and the same" });
        await SendAsync(author, "mergeActor", new { id = main, into = head, reason = "one and the same" });
        await LinkAsync(author, campaign, label);
        await WeighAsync(author, campaign, label);
    }

    private static async Task<Guid?> RegisterAsync(Client author, string name, string label)
    {
        var profile = new
        {
            actor = Actor(name),
            name,
            description = $"Works as {name}.",
            sophistication = "expert",
            motivation = "organizational-gain",
            suspectedCountry = "FR",
            classification = label,
            sharedWith = new[] { "white" },
            releasableTo = new[] { "DE" },
        };
        var registered = await author.SendAsync("registerActor", profile, "actor", "id");
        if (!registered.Changed())
        {
            return null;
        }

        var id = registered.Id("actor");
        await SendAsync(
            author, "claimAlias", new { id, name = $"alias of {name}", claimedBy = "a vendor", confidence = Graded });
        await SendAsync(author, "attributeCapabilities", new { id, capabilities = new[] { "T1059.001", "T1003" } });
        await SendAsync(
            author, "identifyTargeting", new { id, targets = new[] { new { kind = "SECTOR", value = "energy" } } });
        return id;
    }

    private static async Task LinkAsync(Client author, Guid campaign, string label)
    {
        await author.SendAsync("associateActor", new { id = campaign, actor = Actor($"main of {label}") });
        await author.SendAsync("associateActor", new { id = campaign, actor = Actor($"head of {label}") });
        await author.SendAsync(
            "identifyTargets", new { id = campaign, targets = new[] { new { kind = "COUNTRY", value = "DE" } } });
        await author.SendAsync(
            "citeReference",
            new { id = campaign, url = $"https://reports.example/{label}", title = label, publisher = "a vendor" });
    }

    private static async Task WeighAsync(Client author, Guid campaign, string label)
    {
        var (likely, unlikely) = (
            await ProposeAsync(author, campaign, $"head of {label}"),
            await ProposeAsync(author, campaign, $"main of {label}"));
        var item = await SupportAsync(author, likely, "shares a subnet");
        var mistake = await SupportAsync(author, likely, "shares a name");
        await SendAsync(author, "withdrawEvidence", new { id = likely, evidence = mistake, reason = "a mistake" });
        await SendAsync(
            author,
            "rateEvidence",
            new { id = unlikely, evidence = item, consistency = "INCONSISTENT", reason = "another subnet" });
        await SendAsync(author, "reviewHypothesis", new { id = likely, note = "looked at it" });
        await SendAsync(
            author, "resolveHypothesis", new { id = likely, resolution = "SUPPORTED", reason = "nothing against it" });
    }

    private static async Task<Guid> ProposeAsync(Client author, Guid campaign, string name) => (await SendAsync(
        author,
        "proposeHypothesis",
        new { campaign, actor = Actor(name), actorName = name, rationale = "the harbour" }))
        .Id("hypothesis");

    private static async Task<Guid> SupportAsync(Client author, Guid hypothesis, string description)
    {
        var id = Guid.NewGuid();
        await SendAsync(author, "supportHypothesis", new
        {
            id = hypothesis,
            evidence = new
            {
                id,
                kind = "infrastructure_overlap",
                description,
                artifacts = new[] { description },
                weight = 40,
                reliability = "B",
                credibility = 2,
                origin = "a sensor",
                observedAt = "2026-02-01T00:00:00Z",
            },
        });
        return id;
    }

    private static string Actor(string name) => StixId.For("intrusion-set", NameBasedId.Create(Space, name));

    private static async Task<JsonElement> SendAsync(Client author, string mutation, object input)
    {
        var page = mutation.EndsWith("Hypothesis", StringComparison.Ordinal)
            || mutation.EndsWith("Evidence", StringComparison.Ordinal) ? "hypothesis" : "actor";
        var payload = await author.SendAsync(mutation, input, page, "id");
        payload.Code().ShouldBeNull(mutation);
        return payload;
    }
}
