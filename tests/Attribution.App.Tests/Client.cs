using System.Text;
using System.Text.Json;
using Attribution.Domain.Access;
using Attribution.GraphQL.Execution;
using Microsoft.AspNetCore.Http;

namespace Attribution.App.Tests;

/// <summary>A GraphQL client with a principal, as the host would have made it of a token.</summary>
internal sealed class Client(AttributionSystem system, Principal caller, GraphQLEngineOptions? options = null)
{
    private readonly GraphQLEngine _engine = GraphQLEngine.Create(system.Schema, options);

    internal static readonly Principal Anna = new(
        "anna", new TenantId("acme"), new OrganisationId("blue"), Tlp.Red, ["DE"], [Role.Analyst], []);

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
        var request = new GraphQLRequest(document)
        {
            Variables = JsonSerializer.SerializeToElement(variables ?? new { }),
            Services = new Services(caller),
        };
        using var response = await _engine.ExecuteAsync(request);
        using var parsed = JsonDocument.Parse(Encoding.UTF8.GetBytes(response.ToString()));
        return parsed.RootElement.Clone();
    }

    /// <summary>Promotes a cluster and answers the campaign payload.</summary>
    internal async Task<JsonElement> PromoteAsync(object cluster, string? classification = null) =>
        (await RunAsync(
            """
            mutation Promote($cluster: JSON!, $classification: Tlp) {
              promoteCluster(input: { cluster: $cluster, classification: $classification }) {
                changed
                errors { code message path }
                campaign {
                  id name status description classification indicators clusters techniques tags createdBy version
                  organisation
                  initialConfidence { value label rationale band }
                  hypotheses { actor { id name } status source confidence { value } confidenceHistory { value } }
                }
              }
            }
            """,
            new { cluster, classification })).GetProperty("promoteCluster");

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

    internal static string[] Members(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Guid.NewGuid().ToString())];
}
