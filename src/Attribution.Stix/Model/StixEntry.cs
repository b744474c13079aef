using System.Runtime.InteropServices;
using System.Text.Json;

namespace Attribution.Stix;

/// <summary>What stood at one place of a bundle: an object, or the reason why it is none.</summary>
/// <param name="Index">Position in the list of objects, from 0; null when the container itself is broken.</param>
/// <param name="Object">The object; null when <paramref name="Problem"/> says why.</param>
/// <param name="Problem">Why there is no object.</param>
/// <param name="ClaimedId">For a refused object: the text it gave as its id, when that much could be read.</param>
public sealed record StixEntry(long? Index, StixObject? Object, StixFinding? Problem, string? ClaimedId);

/// <summary>What stands around the objects: the properties of a bundle or of a TAXII envelope.</summary>
public sealed class StixContainer
{
    private readonly Dictionary<string, JsonElement> _properties = [];

    internal StixContainer()
    {
    }

    /// <summary><c>bundle</c> for a bundle; null for a TAXII envelope.</summary>
    public string? Type => Text("type");

    public string? Id => Text("id");

    /// <summary>Only STIX 2.0 bundles have one.</summary>
    public string? SpecVersion => Text("spec_version");

    /// <summary>Whether there was a list of objects at all.</summary>
    public bool HasObjects { get; internal set; }

    /// <summary>Whether this is no container but one STIX object standing alone; it is also the only entry.</summary>
    public bool IsSingleObject => !HasObjects && Type is { } type && type != "bundle" && _properties.ContainsKey("id");

    /// <summary>All properties except <c>objects</c>.</summary>
    public IReadOnlyDictionary<string, JsonElement> Properties => _properties;

    internal bool Add(string name, JsonElement value) => _properties.TryAdd(name, value);

    internal byte[] ToUtf8()
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in _properties)
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        return text.ToArray();
    }

    private string? Text(string name) => _properties.TryGetValue(name, out var value) ? value.AsText() : null;
}
