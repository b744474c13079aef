using System.IO.Compression;

namespace Attribution.Testing;

/// <summary>The real data sets that lie beside a checkout (<c>../shared/data</c>) and are never part of it.</summary>
public static class SharedData
{
    private static readonly string Folder = Repository.PathTo("../shared/data");

    /// <summary>Whether the data sets are there.</summary>
    public static bool IsPresent => Directory.Exists(Folder);

    /// <summary>The absolute path of one data file.</summary>
    public static string PathTo(string relative) => Path.Combine(Folder, relative);

    /// <summary>The whole text of one data file; a name ending in <c>.gz</c> is unpacked.</summary>
    public static byte[] ReadAllBytes(string relative)
    {
        using var file = File.OpenRead(PathTo(relative));
        using Stream content = relative.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
        using var memory = new MemoryStream();
        content.CopyTo(memory);
        return memory.ToArray();
    }
}

/// <summary>A test that runs on the real data sets, and says so when they are not beside the checkout.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (!SharedData.IsPresent)
        {
            Skip = "../shared/data is not beside this checkout.";
        }
    }
}

/// <summary>A theory that runs on the real data sets, and says so when they are not beside the checkout.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute()
    {
        if (!SharedData.IsPresent)
        {
            Skip = "../shared/data is not beside this checkout.";
        }
    }
}
