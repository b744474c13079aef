using Attribution.Domain;
using Attribution.Stix;

namespace Attribution.App.KillChain.Releases;

/// <summary>What a bundle turned out to be: facts, or why there are none.</summary>
/// <param name="Facts">The release.</param>
/// <param name="Problem">Why there is no release in it.</param>
/// <param name="Objects">How many objects were read.</param>
/// <param name="Unreadable">How many of them are no STIX objects; the rest was taken.</param>
public sealed record AttackReading(AttackFacts? Facts, Rejection? Problem, long Objects, long Unreadable);

/// <summary>Reads the facts of a release out of the STIX 2.1 bundle in which MITRE publishes it.</summary>
public static class AttackBundle
{
    private const int ObjectsBetweenReports = 250;

    /// <param name="utf8">The bundle, unpacked; of any length.</param>
    /// <param name="version">Which release it is, <c>18.1</c>; null when the bundle says so itself. What the bundle
    /// says counts.</param>
    /// <param name="progress">Told how many objects have been read.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<AttackReading> ReadAsync(
        Stream utf8, string? version, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        var (parts, reader) = (new AttackBundleParts(), new StixReader(utf8));
        var (objects, unreadable) = (0L, 0L);
        await foreach (var entry in reader.ReadAsync(cancellation))
        {
            objects++;
            if (entry.Object is { } found)
            {
                parts.Take(found);
            }
            else if (entry.Index is null)
            {
                return new AttackReading(null, Malformed(entry.Problem!.Message), objects, unreadable + 1);
            }
            else
            {
                unreadable++;
            }

            if (objects % ObjectsBetweenReports == 0)
            {
                progress?.Report(objects);
            }
        }

        progress?.Report(objects);
        var (facts, problem) = parts.Assemble(version);
        return new AttackReading(facts, problem, objects, unreadable);
    }

    private static Rejection Malformed(string why) =>
        new("MALFORMED_BUNDLE", $"The file is no STIX bundle that can be read to its end: {why}");
}
