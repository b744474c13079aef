using Attribution.Stix;

namespace Attribution.App.StixImport;

/// <summary>Where the objects of an import come from. They are read several times, always the same.</summary>
internal abstract class ImportSource
{
    private ImportSource()
    {
    }

    /// <summary>What a bundle says of itself, once it has been read; null for objects that no bundle holds.</summary>
    internal virtual StixContainer? Container => null;

    /// <summary>The objects, or why one of them is none.</summary>
    internal abstract IAsyncEnumerable<StixEntry> ReadAsync(CancellationToken cancellation);

    /// <summary>A bundle of any length, UTF-8, in a stream that can be read again.</summary>
    internal sealed class Bundle(Stream content) : ImportSource
    {
        private StixContainer? _container;

        internal override StixContainer? Container => _container;

        internal override IAsyncEnumerable<StixEntry> ReadAsync(CancellationToken cancellation)
        {
            content.Position = 0;
            var reader = new StixReader(content);
            _container = reader.Container;
            return reader.ReadAsync(cancellation);
        }
    }

    /// <summary>Objects that were read already, such as those of a page of TAXII.</summary>
    internal sealed class Entries(IReadOnlyList<StixEntry> entries) : ImportSource
    {
        internal override IAsyncEnumerable<StixEntry> ReadAsync(CancellationToken cancellation) =>
            entries.ToAsyncEnumerable();
    }
}
