using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Attribution.Api.CommandLine;

/// <summary>A file with a STIX bundle, packed with gzip or not.</summary>
internal sealed partial class BundleFile : IDisposable
{
    private readonly FileStream _file;

    private BundleFile(FileStream file, Stream content, string? version) =>
        (_file, Content, Version) = (file, content, version);

    /// <summary>The bundle, unpacked.</summary>
    internal Stream Content { get; }

    /// <summary>The release of ATT&amp;CK that the name of the file states:
    /// <c>enterprise-attack-18.1.json.gz</c>.</summary>
    internal string? Version { get; }

    /// <summary>How much of the file was read, 0 to 1.</summary>
    internal double Share => _file.Length == 0 ? 1 : (double)_file.Position / _file.Length;

    /// <exception cref="IOException">The file cannot be read; the message says why.</exception>
    internal static BundleFile Open(string path)
    {
        var file = File.OpenRead(path);
        // What gzip has written begins with these two bytes, whatever the file is called.
        var isPacked = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        var named = ReleaseInName().Match(Path.GetFileName(path));
        return new BundleFile(
            file,
            isPacked ? new GZipStream(file, CompressionMode.Decompress) : file,
            named.Success ? named.Groups["release"].Value : null);
    }

    public void Dispose()
    {
        Content.Dispose();
        _file.Dispose();
    }

    [GeneratedRegex(@"-attack-(?<release>[0-9]+\.[0-9]+)\.", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex ReleaseInName();
}
