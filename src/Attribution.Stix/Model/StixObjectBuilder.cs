using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;

namespace Attribution.Stix;

/// <summary>
/// Writes one object property by property. The order of the calls does not matter: properties come out in the
/// specification's order, unknown ones after them by name, extensions last, so the same state gives the same bytes. A
/// value of null and an empty list are left out, because STIX prohibits both (section 2.12).
/// </summary>
public sealed class StixObjectBuilder
{
    /// <summary>The version of the specification we write.</summary>
    public const string SpecVersion = "2.1";

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        // Texts are for people and files, not for HTML pages; only what JSON itself asks for is escaped.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _type;
    private readonly Dictionary<string, byte[]> _values = [];
    private readonly SortedDictionary<string, byte[]> _extensions = new(StringComparer.Ordinal);

    private StixObjectBuilder(string type)
    {
        _type = type;
        Set("type", type).Set("spec_version", SpecVersion);
    }

    /// <summary>Starts a versioned object: a domain object, relationship, sighting, extension definition or
    /// translation.</summary>
    public static StixObjectBuilder Versioned(StixId id, Instant created, Instant modified) =>
        new StixObjectBuilder(id.Type).Set("id", id).Set("created", created).Set("modified", modified);

    /// <summary>Starts a cyber-observable object; its id follows from its properties unless one is set.</summary>
    public static StixObjectBuilder Observable(string type) => new(type);

    /// <summary>Starts a marking definition, which has no versions.</summary>
    public static StixObjectBuilder Marking(StixId id, Instant created) =>
        new StixObjectBuilder("marking-definition").Set("id", id).Set("created", created);

    /// <summary>Starts from an object that exists, with all its properties character for character; for a new version
    /// of it set <c>modified</c>.</summary>
    public static StixObjectBuilder From(StixObject stixObject)
    {
        var builder = new StixObjectBuilder(stixObject.Type).Set("spec_version", (string?)null);
        foreach (var member in stixObject.Json.EnumerateObject())
        {
            builder.Set(member.Name, member.Value);
        }

        // Kept apart as well, so that one extension can be replaced and the others stay.
        foreach (var extension in stixObject.Json.Property("extensions")?.Members() ?? [])
        {
            builder._extensions[extension.Name] = Write(writer => WriteRaw(writer, extension.Value));
        }

        return builder;
    }

    public StixObjectBuilder Set(string property, string? value) =>
        value is null ? Remove(property) : Set(property, writer => writer.WriteStringValue(value));

    public StixObjectBuilder Set(string property, long? value) =>
        value is { } number ? Set(property, writer => writer.WriteNumberValue(number)) : Remove(property);

    public StixObjectBuilder Set(string property, double? value) =>
        value is { } number ? Set(property, writer => writer.WriteNumberValue(number)) : Remove(property);

    public StixObjectBuilder Set(string property, bool? value) =>
        value is { } flag ? Set(property, writer => writer.WriteBooleanValue(flag)) : Remove(property);

    public StixObjectBuilder Set(string property, Instant? value) =>
        Set(property, value is { } instant ? StixTimestamp.From(instant).Text : null);

    public StixObjectBuilder Set(string property, StixId? value) => Set(property, value?.ToString());

    public StixObjectBuilder Set(string property, IEnumerable<string>? values) =>
        SetList(property, values, (writer, value) => writer.WriteStringValue(value));

    public StixObjectBuilder Set(string property, IEnumerable<StixId>? values) =>
        SetList(property, values, (writer, value) => writer.WriteStringValue(value.ToString()));

    /// <summary>Sets a property to JSON taken from elsewhere, character for character.</summary>
    public StixObjectBuilder Set(string property, JsonElement value) =>
        Set(property, writer => WriteRaw(writer, value));

    /// <summary>Sets a property to whatever is written, which must be exactly one JSON value.</summary>
    public StixObjectBuilder Set(string property, Action<Utf8JsonWriter> write)
    {
        _values[property] = Write(write);
        return this;
    }

    public StixObjectBuilder ExternalReferences(IEnumerable<ExternalReference> references) =>
        SetList("external_references", references, (writer, reference) => reference.Write(writer));

    public StixObjectBuilder KillChainPhases(IEnumerable<KillChainPhase> phases) =>
        SetList("kill_chain_phases", phases, (writer, phase) => phase.Write(writer));

    /// <summary>Adds an extension (section 7.3).</summary>
    /// <param name="definition">The id of its extension definition, or the name of a predefined extension.</param>
    /// <param name="writeProperties">Writes its properties, <c>extension_type</c> included.</param>
    public StixObjectBuilder Extension(string definition, Action<Utf8JsonWriter> writeProperties)
    {
        _extensions[definition] = Write(writer =>
        {
            writer.WriteStartObject();
            writeProperties(writer);
            writer.WriteEndObject();
        });
        return this;
    }

    /// <summary>Writes the object.</summary>
    /// <exception cref="FormatException">What was set is no STIX object, for want of an id for example.</exception>
    public StixObject Build()
    {
        if (_extensions.Count > 0)
        {
            Set("extensions", writer => WriteMembers(writer, _extensions));
        }

        var definition = StixTypeDefinition.Find(_type);
        if (!_values.ContainsKey("id") && ObservableId.Compute(JsonElement.Parse(Write(Members))) is { } computed)
        {
            Set("id", computed);
        }

        return StixObject.Parse(Write(Members));

        void Members(Utf8JsonWriter writer) => WriteMembers(writer, _values
            .OrderBy(value => value.Key == "extensions")
            .ThenBy(value => definition?.RankOf(value.Key) ?? CommonRank(value.Key))
            .ThenBy(value => value.Key, StringComparer.Ordinal));
    }

    private static int CommonRank(string property) => StixTypeDefinition.Find("campaign")!.RankOf(property);

    private static void WriteMembers(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, byte[]>> members)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(value, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    private static void WriteRaw(Utf8JsonWriter writer, JsonElement value) =>
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private StixObjectBuilder SetList<T>(string property, IEnumerable<T>? values, Action<Utf8JsonWriter, T> writeItem)
    {
        var items = values?.ToList() ?? [];
        return items.Count == 0 ? Remove(property) : Set(property, writer =>
        {
            writer.WriteStartArray();
            items.ForEach(item => writeItem(writer, item));
            writer.WriteEndArray();
        });
    }

    private StixObjectBuilder Remove(string property)
    {
        _values.Remove(property);
        return this;
    }
}
