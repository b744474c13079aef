using NodaTime;

namespace Attribution.App.KillChain.Releases;

/// <summary>What an import of a release came to.</summary>
/// <param name="Reading">What the bundle turned out to be; its problem is why nothing was stored.</param>
/// <param name="Changed">False when the same facts were there already, or nothing was stored.</param>
public sealed record AttackImportResult(AttackReading Reading, bool Changed);

/// <summary>Imports releases: as often as one likes, and as many as there are, side by side.</summary>
internal sealed class AttackImport(StoredReleases stored, AttackCatalogue catalogue, IClock clock)
{
    /// <param name="utf8">The bundle, unpacked.</param>
    /// <param name="version">Which release it is, where the bundle does not say so.</param>
    /// <param name="progress">Told how many objects have been read.</param>
    /// <param name="cancellation">Ends the import; then nothing of it is stored.</param>
    internal async Task<AttackImportResult> ImportAsync(
        Stream utf8, string? version, IProgress<long>? progress, CancellationToken cancellation)
    {
        var reading = await AttackBundle.ReadAsync(utf8, version, progress, cancellation);
        if (reading.Facts is not { } facts)
        {
            return new AttackImportResult(reading, Changed: false);
        }

        var changed = await stored.StoreAsync(facts, clock.GetCurrentInstant(), cancellation);
        catalogue.Forget();
        return new AttackImportResult(reading, changed);
    }
}
