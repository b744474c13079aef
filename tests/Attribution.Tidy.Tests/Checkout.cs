using Attribution.Testing;

namespace Attribution.Tidy.Tests;

/// <summary>One file of the repository; the path is relative to its root, with <c>/</c> between the parts.</summary>
public sealed record TextFile(string Path, string Text)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public string Stem => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    public IEnumerable<(int Number, string Text)> Lines => Text.Split('\n').Select((line, index) => (index + 1, line));

    public bool EndsWith(string extension) => Path.EndsWith(extension, StringComparison.Ordinal);

    public bool IsUnder(string folder) => Path.StartsWith($"{folder}/", StringComparison.Ordinal);
}

/// <summary>Something that is not as it should be, in words for whoever has to put it right.</summary>
public sealed record Finding(string Path, int Line, string Problem)
{
    public override string ToString() => Line == 0 ? $"{Path}: {Problem}" : $"{Path}:{Line}: {Problem}";
}

/// <summary>What lies in the checkout and was written by hand.</summary>
public static class Checkout
{
    private static readonly HashSet<string> NotOurs = new(StringComparer.Ordinal)
    {
        ".git", ".vs", ".idea", "bin", "obj", "artifacts", "data", "TestResults", "node_modules",
    };

    private static readonly string[] TextExtensions =
    [
        ".cs", ".csproj", ".props", ".sln", ".sql", ".graphql", ".graphqls", ".md", ".json", ".yml", ".yaml", ".sh",
        ".txt", ".xml", ".html", ".js", ".css", ".conf", ".toml", ".ndjson",
    ];

    private static readonly Lazy<IReadOnlyList<TextFile>> All = new(() => Read(Repository.Root).ToList());

    public static IReadOnlyList<TextFile> Files => All.Value;

    public static IEnumerable<TextFile> With(params string[] extensions) =>
        Files.Where(file => extensions.Any(file.EndsWith));

    /// <summary>Whether a path relative to the root is a file or folder of the checkout.</summary>
    public static bool Holds(string path)
    {
        var absolute = Repository.PathTo(path);
        return File.Exists(absolute) || Directory.Exists(absolute);
    }

    /// <summary>Fails with one line for each finding.</summary>
    public static void ShouldBeClean(IEnumerable<Finding> findings)
    {
        var lines = findings.Select(finding => finding.ToString()).ToList();
        if (lines.Count > 0)
        {
            Assert.Fail(string.Join('\n', lines));
        }
    }

    private static IEnumerable<TextFile> Read(string folder)
    {
        foreach (var child in Directory.EnumerateDirectories(folder).Where(IsOurs))
        {
            foreach (var file in Read(child))
            {
                yield return file;
            }
        }

        foreach (var path in Directory.EnumerateFiles(folder).Where(IsText))
        {
            var relative = Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');
            yield return new TextFile(relative, File.ReadAllText(path).ReplaceLineEndings("\n"));
        }
    }

    private static bool IsOurs(string folder) =>
        !NotOurs.Contains(Path.GetFileName(folder)) && new DirectoryInfo(folder).LinkTarget is null;

    /// <summary>Files without an extension are scripts, Dockerfiles and the like.</summary>
    private static bool IsText(string path) =>
        !path.Contains(".received.", StringComparison.Ordinal)
        && Path.GetFileName(path) != "packages.lock.json"
        && (Path.GetExtension(path) is "" || TextExtensions.Contains(Path.GetExtension(path), StringComparer.Ordinal));
}
