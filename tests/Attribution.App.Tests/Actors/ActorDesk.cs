using System.Text.Json;
using Attribution.App.Tests.Hypotheses;
using Attribution.Domain.Access;

namespace Attribution.App.Tests.Actors;

/// <summary>Profiles of actors and what people do with them.</summary>
internal sealed class ActorDesk(AttributionSystem system)
{
    internal const string Fields =
        "actor { id stixId name aliases { name claimedBy confidence { label } } capabilities mergedInto { id } }";

    internal Client As(Principal principal) => new(system, principal);

    internal Task<JsonElement> RegisterAsync(
        Principal by, string? actor = null, string name = "Harbour Group", string classification = "AMBER") =>
        As(by).CommandAsync(
            "registerActor", new { actor = actor ?? Desk.SomeActor(), name, classification }, Fields);

    internal async Task<Guid> ActorAsync(params string[] techniques)
    {
        var id = (await RegisterAsync(Client.Anna)).Id("actor");
        if (techniques.Length > 0)
        {
            (await SendAsync(Client.Anna, "attributeCapabilities", new { id, capabilities = techniques })).Code()
                .ShouldBeNull();
        }

        return id;
    }

    internal Task<JsonElement> SendAsync(Principal by, string mutation, object input) =>
        As(by).CommandAsync(mutation, input, Fields);

    internal Task<JsonElement> MergeAsync(Guid id, Guid into, Principal? by = null) =>
        SendAsync(by ?? Client.Sofia, "mergeActor", new { id, into, reason = "one and the same" });

    internal async Task<JsonElement> ReadAsync(Principal by, Guid id, string fields) =>
        (await As(by).RunAsync($"query Read($id: UUID!) {{ actor(id: $id) {{ {fields} }} }}", new { id })).At("actor");
}
