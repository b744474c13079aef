namespace Attribution.Testing;

/// <summary>Where the checkout stands that these tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Attribution.sln</c>.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>An absolute path from one relative to the checkout, with <c>/</c> between its parts.</summary>
    public static string PathTo(string relative) => Path.GetFullPath(Path.Combine(Root, relative));

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Attribution.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Attribution.sln above {start}: run the tests from inside a checkout.");
    }
}
