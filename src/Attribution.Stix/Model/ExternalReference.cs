using System.Text.Json;

namespace Attribution.Stix;

/// <summary>A pointer to something outside STIX (section 2.7); at least one of the three optional parts is
/// there.</summary>
public sealed record ExternalReference(string SourceName, string? Description, string? Url, string? ExternalId)
{
    internal static ExternalReference? Read(JsonElement json) => json.Text("source_name") is { } source
        ? new ExternalReference(source, json.Text("description"), json.Text("url"), json.Text("external_id"))
        : null;

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("source_name", SourceName);
        WriteOptional(writer, "description", Description);
        WriteOptional(writer, "url", Url);
        WriteOptional(writer, "external_id", ExternalId);
        writer.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}

/// <summary>A phase of a kill chain (section 2.11), such as <c>mitre-attack</c> and <c>initial-access</c>.</summary>
public sealed record KillChainPhase(string KillChainName, string PhaseName)
{
    internal static KillChainPhase? Read(JsonElement json) =>
        json.Text("kill_chain_name") is { } chain && json.Text("phase_name") is { } phase
            ? new KillChainPhase(chain, phase)
            : null;

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("kill_chain_name", KillChainName);
        writer.WriteString("phase_name", PhaseName);
        writer.WriteEndObject();
    }
}
