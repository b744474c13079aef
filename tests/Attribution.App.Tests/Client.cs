using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Attribution.Domain.Access;
using Attribution.GraphQL.Execution;
using Microsoft.AspNetCore.Http;

namespace Attribution.App.Tests;

/// <summary>A GraphQL client with a principal, as the host would have made it of a token.</summary>
internal sealed class Client(AttributionSystem system, Principal caller, GraphQLEngineOptions? options = null)
{
    private GraphQLEngine _engine = GraphQLEngine.Create(system.Schema, options);

    internal static readonly Principal Anna = new(
        "anna", new TenantId("acme"), new OrganisationId("blue"), Tlp.Red, ["DE"], [Role.Analyst], []);

    /// <summary>A colleague of the same organisation who may decide.</summary>
    internal static readonly Principal Sofia = Anna with { Subject = "sofia", Roles = [Role.SeniorAnalyst] };

    /// <summary>An analyst of another organisation of the tenant.</summary>
    internal static readonly Principal Stranger =
        Anna with { Subject = "rolf", Organisation = new OrganisationId("red") };

    /// <summary>Somebody else who asks the same engine, with what it has prepared for this client.</summary>
    internal Client As(Principal other) => new(system, other, options) { _engine = _engine };

    /// <summary>Runs a document that must succeed, and answers its data.</summary>
    internal async Task<JsonElement> RunAsync(string document, object? variables = null)
    {
        var answer = await AnswerAsync(document, variables);
        answer.TryGetProperty("errors", out var errors).ShouldBeFalse(errors.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>Runs a document and answers the whole response.</summary>
    internal async Task<JsonElement> AnswerAsync(string document, object? variables = null)
    {
        using var response = await _engine.ExecuteAsync(Request(document, variables));
        using var parsed = JsonDocument.Parse(Encoding.UTF8.GetBytes(response.ToString()));
        return parsed.RootElement.Clone();
    }

    /// <summary>The responses of a subscription, as they come.</summary>
    internal async IAsyncEnumerable<JsonElement> SubscribeAsync(
        string document, object? variables, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var response in _engine.SubscribeAsync(Request(document, variables), cancellation))
        {
            using (response)
            {
                using var parsed = JsonDocument.Parse(Encoding.UTF8.GetBytes(response.ToString()));
                yield return parsed.RootElement.Clone();
            }
        }
    }

    /// <summary>Sends one command and answers its payload, with <paramref name="selection"/> of it.</summary>
    internal async Task<JsonElement> CommandAsync(string mutation, object input, string selection)
    {
        var type = system.Schema.Mutation!.Fields.Find(mutation)!.Arguments.Find("input")!.Type;
        var data = await RunAsync(
            $"mutation Send($input: {type}) {{ {mutation}(input: $input) {{ changed "
            + $"errors {{ code message path currentVersion }} {selection} }} }}",
            new { input });
        return data.GetProperty(mutation);
    }

    /// <summary>Sends one command on a campaign and answers its payload; <paramref name="fields"/> are read of the
    /// campaign after it.</summary>
    internal Task<JsonElement> SendAsync(string mutation, object input, string fields = "id version") =>
        SendAsync(mutation, input, "campaign", fields);

    /// <summary>Sends one command on whatever its payload shows under <paramref name="page"/>.</summary>
    internal Task<JsonElement> SendAsync(string mutation, object input, string page, string fields) =>
        CommandAsync(mutation, input, $"{page} {{ {fields} }}");

    /// <summary>Opens a campaign by hand and answers its id.</summary>
    internal async Task<Guid> CreateAsync(string name = "Night Ferry", string classification = "AMBER") =>
        (await SendAsync("createCampaign", new { name, classification })).GetProperty("campaign").GetProperty("id")
            .GetGuid();

    /// <summary>Fields of a campaign; null when there is none for this client.</summary>
    internal async Task<JsonElement> CampaignAsync(Guid id, string fields) =>
        (await RunAsync($"query Campaign($id: UUID!) {{ campaign(id: $id) {{ {fields} }} }}", new { id }))
            .GetProperty("campaign");

    /// <summary>Promotes a cluster and answers the campaign payload.</summary>
    internal async Task<JsonElement> PromoteAsync(object cluster, string? classification = null) =>
        (await RunAsync(
            """
            mutation Promote($cluster: JSON!, $classification: Tlp) {
              promoteCluster(input: { cluster: $cluster, classification: $classification }) {
                changed
                outcome
                proposal { id state version share jaccard named clusterId indicators campaign { id } }
                errors { code message path }
                campaign {
                  id name status description classification indicators clusters techniques tags createdBy version
                  organisation
                  initialConfidence { value label rationale band }
                  hypotheses { actor { stixId name } status source confidence { value } confidenceHistory { value } }
                }
              }
            }
            """,
            new { cluster, classification })).GetProperty("promoteCluster");

    /// <summary>Promotes a cluster on its own, whatever campaigns it overlaps: proposals to merge it are rejected until
    /// it opens its campaign. Answers the campaign payload.</summary>
    internal async Task<JsonElement> PromoteDistinctAsync(object cluster, string? classification = null)
    {
        var payload = await PromoteAsync(cluster, classification);
        for (var open = payload; open.GetProperty("campaign").ValueKind == JsonValueKind.Null;)
        {
            var waiting = await RunAsync(
                "{ mergeProposals(first: 1, where: { state: { eq: WAITING } }) { nodes { id } } }");
            var proposal = waiting.GetProperty("mergeProposals").GetProperty("nodes")[0].GetProperty("id").GetGuid();
            open = await SendAsync(
                "rejectMergeProposal", new { id = proposal, reason = "distinct" }, "campaign", "id techniques");
            payload = open;
        }

        return payload;
    }

    /// <summary>Sends one lifecycle command and answers its payload.</summary>
    internal async Task<JsonElement> TransitAsync(string mutation, Guid id, long? expectedVersion = null) =>
        (await RunAsync(
            $$"""
            mutation Transit($id: UUID!, $version: Long) {
              {{mutation}}(input: { id: $id, reason: "because", expectedVersion: $version }) {
                changed
                errors { code path currentVersion }
                campaign { id status version }
              }
            }
            """,
            new { id, version = expectedVersion })).GetProperty(mutation);

    private GraphQLRequest Request(string document, object? variables) => new(document)
    {
        Variables = JsonSerializer.SerializeToElement(variables ?? new { }),
        Services = new Services(caller),
    };

    private sealed class Services(Principal caller) : IServiceProvider
    {
        public object? GetService(Type serviceType)
        {
            if (serviceType != typeof(HttpContext))
            {
                return null;
            }

            var context = new DefaultHttpContext();
            context.Features.Set(caller);
            return context;
        }
    }
}

/// <summary>What payloads of commands say.</summary>
internal static class Payloads
{
    /// <summary>The code of the only error; null without one.</summary>
    internal static string? Code(this JsonElement payload) => Error(payload, "code");

    /// <summary>The path of the only error; null without one.</summary>
    internal static string? Path(this JsonElement payload) => Error(payload, "path");

    internal static bool Changed(this JsonElement payload) => payload.GetProperty("changed").GetBoolean();

    /// <summary>A field of the campaign that the payload shows.</summary>
    internal static JsonElement Campaign(this JsonElement payload, string field) =>
        payload.GetProperty("campaign").GetProperty(field);

    internal static string?[] Texts(this JsonElement list) =>
        [.. list.EnumerateArray().Select(item => item.GetString())];

    private static string? Error(JsonElement payload, string field) =>
        payload.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty(field).GetString())
            .SingleOrDefault();
}

/// <summary>Clusters as the correlation pipeline publishes them.</summary>
internal static class Clusters
{
    internal static Dictionary<string, object?> Some(string? id = null, int members = 3) => new(StringComparer.Ordinal)
    {
        ["id"] = id ?? $"cluster-{Guid.NewGuid()}",
        ["label"] = "cluster:ipv4-addr:harbour+T1059.001",
        ["member_ids"] = Members(members),
        ["signals"] = new[] { "shared_subnet:203.0.113.0/24", "timing_proximity" },
        ["confidence"] = new
        {
            source_reliability = "B",
            information_credibility = 2,
            stix_confidence = 80,
            band = "HIGH",
            label = "B2 (HIGH)",
            rationale = "2 clustering signal(s)",
        },
        ["suggested_actor"] = null,
        ["suggested_campaign"] = null,
        ["size"] = members,
    };

    /// <summary>Two clusters of four members, three of which they share: share 0.75, Jaccard 0.6.</summary>
    internal static (Dictionary<string, object?> First, Dictionary<string, object?> Second) Overlapping()
    {
        var (first, second) = (Some(members: 4), Some(members: 4));
        var shared = (string[])first["member_ids"]!;
        second["member_ids"] = shared[..3].Append(Guid.NewGuid().ToString()).ToArray();
        return (first, second);
    }

    internal static string[] Members(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Guid.NewGuid().ToString())];
}
