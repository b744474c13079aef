using System.Collections.Immutable;

namespace Attribution.Stix;

/// <summary>A reference that could not be kept.</summary>
/// <param name="Source">The object that held it.</param>
/// <param name="Path">JSON Pointer of its place there.</param>
/// <param name="Target">What it pointed to.</param>
/// <param name="ObjectLeftOut">Whether the whole object had to go with it.</param>
public sealed record LostReference(StixId Source, string Path, StixId Target, bool ObjectLeftOut);

/// <summary>
/// Makes a set of objects complete in itself: every reference points into the set or is left out, so that nothing tells
/// of an object the receiver may not see.
/// <list type="bullet">
/// <item>A reference an object cannot be without takes the object along, and so on until nothing changes.</item>
/// <item>A marking is never dropped from an object: an object whose marking is missing goes. The fixed TLP markings are
/// added where they are used.</item>
/// <item>Any other reference is removed, and a list that becomes empty with it. Where a granular marking speaks of that
/// place the object goes instead, because its selectors would come to mark something else.</item>
/// </list>
/// </summary>
public sealed class ReferenceClosure
{
    private readonly List<LostReference> _lost = [];
    private readonly HashSet<StixId> _present;

    private ReferenceClosure(IEnumerable<StixObject> objects) =>
        _present = [.. objects.Select(stixObject => stixObject.Id)];

    /// <summary>Closes a set of objects; their order is kept, added markings stand first.</summary>
    public static (ImmutableArray<StixObject> Objects, ImmutableArray<LostReference> Lost) Close(
        IReadOnlyCollection<StixObject> objects)
    {
        var closure = new ReferenceClosure(objects);
        var kept = closure.DropIncomplete([.. closure.UsedTlpMarkings(objects), .. objects]);
        return ([.. kept.Select(closure.WithoutLostReferences)], [.. closure._lost]);
    }

    private List<StixObject> UsedTlpMarkings(IEnumerable<StixObject> objects)
    {
        var used = objects.SelectMany(stixObject => stixObject.AllReferences())
            .Select(reference => Tlp.Find(reference.Target))
            .OfType<StixObject>()
            .Where(marking => _present.Add(marking.Id))
            .OrderBy(marking => marking.Id.ToString(), StringComparer.Ordinal);
        return [.. used];
    }

    private List<StixObject> DropIncomplete(List<StixObject> objects)
    {
        while (true)
        {
            var dropped = objects.Where(stixObject => Fatal(stixObject) is not null).ToList();
            if (dropped.Count == 0)
            {
                return objects;
            }

            _lost.AddRange(dropped.Select(stixObject => Fatal(stixObject)!));
            objects = [.. objects.Except(dropped)];
            _present.IntersectWith(objects.Select(stixObject => stixObject.Id));
        }
    }

    /// <summary>The first missing reference that the object cannot be without.</summary>
    private LostReference? Fatal(StixObject stixObject)
    {
        var missing = stixObject.AllReferences().Where(reference => !_present.Contains(reference.Target)).ToList();
        var fatal = missing.Find(reference => IsMarking(reference)
            || IsMarkedPlace(stixObject, reference)
            || IsIndispensable(stixObject, reference));
        return fatal is null
            ? null
            : new LostReference(stixObject.Id, fatal.Path, fatal.Target, ObjectLeftOut: true);
    }

    private static bool IsMarking(StixReference reference) =>
        reference.Property is "object_marking_refs" or "marking_ref";

    private static bool IsMarkedPlace(StixObject stixObject, StixReference reference) =>
        GranularMarking.Of(stixObject).SelectMany(marking => marking.Selectors)
            .Any(selector => selector.Split('.')[0] == TopProperty(reference));

    private bool IsIndispensable(StixObject stixObject, StixReference reference)
    {
        var property = StixTypeDefinition.Find(stixObject.Type)?.Property(TopProperty(reference));
        return property is { IsRequired: true }
            && !(property.IsList && stixObject.References(property.Name).Any(_present.Contains));
    }

    private static string TopProperty(StixReference reference) => reference.Path.Split('/')[1];

    private StixObject WithoutLostReferences(StixObject stixObject)
    {
        var missing = stixObject.AllReferences().Where(reference => !_present.Contains(reference.Target)).ToList();
        if (missing.Count == 0)
        {
            return stixObject;
        }

        _lost.AddRange(missing.Select(reference =>
            new LostReference(stixObject.Id, reference.Path, reference.Target, ObjectLeftOut: false)));
        return ReferencePruning.Remove(stixObject, missing.Select(reference => reference.Target).ToHashSet());
    }
}
