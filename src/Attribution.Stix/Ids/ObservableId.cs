using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Attribution.Stix;

/// <summary>
/// Deterministic ids of cyber-observable objects (STIX 2.1 section 2.9): a version 5 UUID in the namespace the
/// specification reserves for them, over the canonical JSON of the type's ID-contributing properties. Equal observables
/// get equal ids at every producer, so normalise values (the case of a domain name, say) before asking.
/// </summary>
public static class ObservableId
{
    private static readonly Guid ReservedNamespace = new("00abedb4-aa42-466c-9c01-fed23315a9b7");

    private static readonly string[] HashPreference = ["MD5", "SHA-1", "SHA-256", "SHA-512"];

    private static readonly FrozenDictionary<string, string[]> Contributing = new Dictionary<string, string[]>
    {
        ["artifact"] = ["hashes", "payload_bin"],
        ["autonomous-system"] = ["number"],
        ["directory"] = ["path"],
        ["domain-name"] = ["value"],
        ["email-addr"] = ["value"],
        ["email-message"] = ["from_ref", "subject", "body"],
        ["file"] = ["hashes", "name", "parent_directory_ref", "extensions"],
        ["ipv4-addr"] = ["value"],
        ["ipv6-addr"] = ["value"],
        ["mac-addr"] = ["value"],
        ["mutex"] = ["name"],
        ["network-traffic"] =
            ["start", "end", "src_ref", "dst_ref", "src_port", "dst_port", "protocols", "extensions"],
        ["software"] = ["name", "cpe", "swid", "vendor", "version"],
        ["url"] = ["value"],
        ["user-account"] = ["account_type", "user_id", "account_login"],
        ["windows-registry-key"] = ["key", "values"],
        ["x509-certificate"] = ["hashes", "serial_number"],
    }.ToFrozenDictionary();

    /// <summary>
    /// The deterministic id of an observable given as JSON with a <c>type</c>; null when the type has no
    /// ID-contributing property (<c>process</c>, custom types) or none of them is there: take a random UUID then.
    /// </summary>
    /// <exception cref="FormatException">A contributing number has no canonical form.</exception>
    public static StixId? Compute(JsonElement observable)
    {
        if (observable.Text("type") is not { } type || !Contributing.TryGetValue(type, out var names))
        {
            return null;
        }

        var members = names
            .Where(name => observable.TryGetProperty(name, out _))
            .Select(name => KeyValuePair.Create(name, Contribution(name, observable.GetProperty(name))))
            .ToList();
        return members.Count == 0
            ? null
            : StixId.Create(type, NameBasedUuid.Create(ReservedNamespace, CanonicalJson.WriteObject(members)));
    }


    private static JsonElement Contribution(string name, JsonElement value) =>
        name == "hashes" && value.ValueKind == JsonValueKind.Object ? OneHash(value) : value;

    /// <summary>Of several hashes one contributes, so that producers knowing more of them still agree on the
    /// id.</summary>
    private static JsonElement OneHash(JsonElement hashes)
    {
        var available = hashes.EnumerateObject().Select(hash => hash.Name).Order(StringComparer.Ordinal).ToList();
        var chosen = HashPreference.FirstOrDefault(available.Contains) ?? available.FirstOrDefault();
        if (chosen is null)
        {
            return hashes;
        }

        var value = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(hashes.GetProperty(chosen)));
        return JsonElement.Parse($"{{{JsonSerializer.Serialize(chosen)}:{value}}}");
    }
}
