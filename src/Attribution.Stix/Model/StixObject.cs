using System.Runtime.InteropServices;
using System.Text.Json;

namespace Attribution.Stix;

/// <summary>
/// One STIX object, backed by the JSON it came as. Nothing is lost: unknown types, custom properties, number forms and
/// timestamps stay character for character, and <see cref="Utf8"/> writes them out again. Readers answer null (or an
/// empty list) for a property that is absent or not of the asked form; the checks say which.
/// </summary>
public sealed class StixObject
{
    // An export asks for them six times; an import never does.
    private StixReference[]? _references;

    internal StixObject(JsonElement json, StixId id)
    {
        Json = json;
        Id = id;
        SpecVersion = json.Text("spec_version");
        Created = json.Time("created");
        Modified = json.Time("modified");
    }

    /// <summary>The object's id; its type equals <see cref="Type"/>.</summary>
    public StixId Id { get; }

    /// <summary>The object type, known or not.</summary>
    public string Type => Id.Type;

    /// <summary>What kind of object it is; null for a type STIX 2.1 does not have.</summary>
    public StixCategory? Category => StixTypeDefinition.Find(Type)?.Category;

    /// <summary>The version of the specification the object says it follows; observables may leave it out.</summary>
    public string? SpecVersion { get; }

    public StixTimestamp? Created { get; }

    public StixTimestamp? Modified { get; }

    /// <summary>What tells versions of one id apart (section 3.6): <c>modified</c>, else <c>created</c>; null for
    /// observables, which have no versions.</summary>
    public StixTimestamp? Version => Modified ?? Created;

    public bool IsRevoked => Json.Flag("revoked") == true;

    public StixId? CreatedBy => Reference("created_by_ref");

    /// <summary>How sure the producer is, 0 to 100; null means unspecified, also where the value is out of
    /// range.</summary>
    public int? Confidence => Integer("confidence") is >= 0 and <= 100 and var value ? (int)value : null;

    /// <summary>The whole object as JSON, for what no reader covers.</summary>
    public JsonElement Json { get; }

    /// <summary>The object exactly as it came, as UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8 => JsonMarshal.GetRawUtf8Value(Json);

    /// <summary>Reads one object that is known to be well formed.</summary>
    /// <exception cref="FormatException">The text is not a STIX object; the message says why.</exception>
    public static StixObject Parse(ReadOnlySpan<byte> utf8)
    {
        var outcome = StixObjectParser.Parse(utf8, StixReaderLimits.Default);
        return outcome.Object ?? throw new FormatException($"{outcome.Problem!.Code}: {outcome.Problem.Message}");
    }

    /// <summary>Whether the object has a property of this name, of whatever form.</summary>
    public bool Has(string property) => Json.TryGetProperty(property, out _);

    public string? Text(string property) => Json.Text(property);

    /// <summary>The strings of a list; items of another form are left out.</summary>
    public IReadOnlyList<string> Texts(string property) =>
        [.. Json.Items(property).Select(item => item.AsText()).OfType<string>()];

    public long? Integer(string property) => Json.Integer(property);

    public double? Number(string property) => Json.Number(property);

    public bool? Flag(string property) => Json.Flag(property);

    public StixTimestamp? Time(string property) => Json.Time(property);

    public StixId? Reference(string property) => Json.Reference(property);

    /// <summary>The ids of a list of references; items that are no ids are left out.</summary>
    public IReadOnlyList<StixId> References(string property)
    {
        var references = new List<StixId>();
        foreach (var item in Json.Items(property))
        {
            if (StixId.TryParse(item.AsText(), out var id))
            {
                references.Add(id);
            }
        }

        return references;
    }

    public IReadOnlyList<ExternalReference> ExternalReferences =>
        [.. Json.Items("external_references").Select(ExternalReference.Read).OfType<ExternalReference>()];

    public IReadOnlyList<KillChainPhase> KillChainPhases =>
        [.. Json.Items("kill_chain_phases").Select(KillChainPhase.Read).OfType<KillChainPhase>()];

    /// <summary>The properties under one key of <c>extensions</c>, an extension definition's id or a predefined
    /// name.</summary>
    public JsonElement? Extension(string key) => Json.Property("extensions")?.Property(key);

    /// <summary>Every reference the object holds at any depth (section 2.10: properties ending in <c>_ref</c> and
    /// <c>_refs</c>), with the JSON Pointer of its place.</summary>
    public IEnumerable<StixReference> AllReferences() => _references ??= [.. StixReference.In(Json)];

    /// <summary>A copy of <see cref="Utf8"/>, for asynchronous code.</summary>
    public byte[] ToArray() => Utf8.ToArray();

    /// <summary>The id and version, for logs.</summary>
    public override string ToString() => Version is { } version ? $"{Id} {version}" : Id.ToString();
}
