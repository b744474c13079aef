using System.Text;

namespace Attribution.Stix;

/// <summary>
/// Writes a bundle (section 8) to a stream object by object. Each object comes out exactly as it was read or built; a
/// bundle without objects has no list of them, because empty lists are prohibited.
/// </summary>
public sealed class StixBundleWriter
{
    private readonly Stream _output;
    private readonly StixId _bundleId;
    private bool _hasObjects;
    private bool _isStarted;

    /// <param name="output">Receives UTF-8; it is flushed at the end and stays open.</param>
    /// <param name="bundleId">The bundle's id. Derive it from what is exported (<see cref="DeterministicId"/>) where
    /// the same state has to give the same bytes.</param>
    /// <exception cref="ArgumentException">The id is no bundle's id.</exception>
    public StixBundleWriter(Stream output, StixId bundleId)
    {
        _output = output;
        _bundleId = bundleId.Type == "bundle"
            ? bundleId
            : throw new ArgumentException($"{bundleId} is not the id of a bundle.", nameof(bundleId));
    }

    /// <summary>Writes one object.</summary>
    public async ValueTask WriteAsync(StixObject stixObject, CancellationToken cancellation = default)
    {
        await StartAsync(cancellation);
        await _output.WriteAsync(_hasObjects ? ",\n"u8.ToArray() : ",\"objects\":[\n"u8.ToArray(), cancellation);
        await _output.WriteAsync(stixObject.ToArray(), cancellation);
        _hasObjects = true;
    }

    /// <summary>Closes the bundle; nothing may be written afterwards.</summary>
    public async ValueTask CompleteAsync(CancellationToken cancellation = default)
    {
        await StartAsync(cancellation);
        await _output.WriteAsync(_hasObjects ? "\n]}\n"u8.ToArray() : "}\n"u8.ToArray(), cancellation);
        await _output.FlushAsync(cancellation);
    }

    private async ValueTask StartAsync(CancellationToken cancellation)
    {
        if (_isStarted)
        {
            return;
        }

        _isStarted = true;
        var opening = $"{{\"type\":\"bundle\",\"id\":\"{_bundleId}\"";
        await _output.WriteAsync(Encoding.ASCII.GetBytes(opening), cancellation);
    }
}
