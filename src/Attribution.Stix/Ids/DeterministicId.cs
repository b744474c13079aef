using System.Text.Json;

namespace Attribution.Stix;

/// <summary>
/// Ids of the objects we make that are no observables, computed from what they are about so that the same state always
/// exports to the same ids. STIX 2.1 section 2.9 allows version 5 UUIDs in a producer's own namespace, and forbids one
/// UUID under two types: the type is therefore part of the name.
/// </summary>
public static class DeterministicId
{
    /// <summary>Our own namespace. It never changes: changing it would give every exported object a second
    /// identity.</summary>
    public static Guid Namespace { get; } = new("b332465b-cf50-4917-9657-1a4e786ddd4f");

    /// <summary>The id of the object of this type that the key names; the parts of the key are kept apart.</summary>
    /// <exception cref="ArgumentException">The type is not a STIX object type.</exception>
    public static StixId For(string type, params IReadOnlyList<string> key)
    {
        var name = CanonicalJson.Write(JsonSerializer.SerializeToElement(new[] { type }.Concat(key).ToArray()));
        return StixId.Create(type, NameBasedUuid.Create(Namespace, name));
    }

    /// <summary>The id of the relationship of this kind between two objects.</summary>
    /// <param name="source">The object the relationship starts from.</param>
    /// <param name="relationshipType">For example <c>attributed-to</c>.</param>
    /// <param name="target">The object it points to.</param>
    /// <param name="owner">Whose statement it is (a tenant, a hypothesis), where several may say the same of the same
    /// pair; null when the triple alone is the fact.</param>
    public static StixId Relationship(StixId source, string relationshipType, StixId target, string? owner = null)
    {
        string[] triple = [source.ToString(), relationshipType, target.ToString()];
        return For("relationship", owner is null ? triple : [.. triple, owner]);
    }
}
