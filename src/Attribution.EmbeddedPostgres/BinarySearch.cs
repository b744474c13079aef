using System.Globalization;
using System.Text.RegularExpressions;

namespace Attribution.EmbeddedPostgres;

/// <summary>Looks for PostgreSQL in given places, so that a test can give it others than the machine's.</summary>
/// <param name="Configured">The folder that was named explicitly, if any; then no other counts.</param>
/// <param name="OnPath">The folders of <c>PATH</c>, in its order: what the user put there comes first.</param>
/// <param name="Usual">Where packages put it; the newest comes first.</param>
/// <param name="InstallCommand">What the message recommends when nothing is found.</param>
internal sealed partial record BinarySearch(
    string? Configured, IReadOnlyList<string> OnPath, IReadOnlyList<string> Usual, string InstallCommand)
{
    private static readonly string[] UsualFolders =
    [
        "/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/lib/postgresql*/bin", "/usr/libexec/postgresql*",
        "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin",
        "/Applications/Postgres.app/Contents/Versions/*/bin", @"C:\Program Files\PostgreSQL\*\bin",
    ];

    public static BinarySearch OnThisMachine() => new(
        Environment.GetEnvironmentVariable(PostgresBinaries.EnvironmentVariable) is { Length: > 0 } folder ? folder : null,
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        UsualFolders.SelectMany(Expand).ToList(),
        InstallAdvice.ForThisMachine());

    /// <summary>All usable installations, the preferred one first; never empty.</summary>
    /// <exception cref="PostgresUnavailableException">There is none.</exception>
    public async Task<IReadOnlyList<PostgresBinaries>> FindAsync(CancellationToken cancellation)
    {
        if (Configured is not null)
        {
            return [await ProbeAsync(Configured, cancellation) is { } usable && IsSupported(usable)
                ? usable
                : throw new PostgresUnavailableException(PostgresProblem.UnusableBinaries, UnusableMessage(Configured))];
        }

        var onPath = await ProbeAllAsync(OnPath, cancellation);
        var usual = await ProbeAllAsync(Usual, cancellation);
        var all = onPath.Concat(usual.OrderByDescending(found => found.Version)).DistinctBy(found => found.Folder).ToList();
        var supported = all.Where(IsSupported).ToList();
        return supported.Count > 0
            ? supported
            : throw new PostgresUnavailableException(PostgresProblem.NotInstalled, NothingFoundMessage(all));
    }

    internal static string Executable(string folder, string name) =>
        Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name);

    /// <summary>The folders that exist for a pattern whose one <c>*</c> stands within one level of the path.</summary>
    internal static IEnumerable<string> Expand(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return [pattern];
        }

        var parts = pattern.Split('/', '\\');
        var level = Array.FindIndex(parts, part => part.Contains('*', StringComparison.Ordinal));
        var parent = string.Join(Path.DirectorySeparatorChar, parts[..level]);
        return Directory.Exists(parent)
            ? Directory.GetDirectories(parent, parts[level]).Select(found => Path.Combine([found, .. parts[(level + 1)..]]))
            : [];
    }

    internal static Version? ParseVersion(string answer)
    {
        var match = VersionAnswer().Match(answer);
        return match.Success
            ? new Version(Number(match.Groups["major"].Value), Number(match.Groups["minor"].Value))
            : null;
    }

    private static int Number(string digits) =>
        digits.Length == 0 ? 0 : int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool IsSupported(PostgresBinaries found) => found.Version.Major >= PostgresBinaries.OldestMajor;

    private static async Task<List<PostgresBinaries>> ProbeAllAsync(IEnumerable<string> folders, CancellationToken cancellation)
    {
        var found = new List<PostgresBinaries>();
        foreach (var folder in folders.Distinct(StringComparer.Ordinal))
        {
            if (await ProbeAsync(folder, cancellation) is { } usable)
            {
                found.Add(usable);
            }
        }

        return found;
    }

    /// <summary>
    /// Follows links (a package may put only some programs on <c>PATH</c>) and asks the program itself for its version.
    /// </summary>
    private static async Task<PostgresBinaries?> ProbeAsync(string folder, CancellationToken cancellation)
    {
        var server = Executable(folder, "postgres");
        if (!File.Exists(server))
        {
            return null;
        }

        var real = Path.GetDirectoryName(File.ResolveLinkTarget(server, returnFinalTarget: true)?.FullName ?? server)!;
        var home = HoldsTools(real) ? real : folder;
        return HoldsTools(home) && await AskVersionAsync(Executable(home, "postgres"), cancellation) is { } version
            ? new PostgresBinaries(home, version)
            : null;
    }

    private static bool HoldsTools(string folder) =>
        File.Exists(Executable(folder, "postgres"))
        && File.Exists(Executable(folder, "initdb"))
        && File.Exists(Executable(folder, "pg_ctl"));

    private static async Task<Version?> AskVersionAsync(string server, CancellationToken cancellation)
    {
        try
        {
            var answer = await new Command(server, ["--version"]).RunAsync(cancellation);
            return answer.Succeeded ? ParseVersion(answer.Output) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Not executable, or made for another kind of machine: as good as not there.
            return null;
        }
    }

    private string NothingFoundMessage(List<PostgresBinaries> tooOld)
    {
        var seen = tooOld.Count == 0
            ? "No PostgreSQL was found on PATH or in the usual folders of this system."
            : "Only PostgreSQL too old for this system was found: "
                + $"{string.Join(", ", tooOld.Select(found => $"{found.Version} in {found.Folder}"))}.";
        return $"{seen} Version {PostgresBinaries.OldestMajor} or later is needed. Install it with\n"
            + $"    {InstallCommand}\n"
            + $"or name a folder that holds postgres, initdb and pg_ctl in {PostgresBinaries.EnvironmentVariable}.";
    }

    private static string UnusableMessage(string folder) =>
        $"{PostgresBinaries.EnvironmentVariable} names {folder}, which holds no usable PostgreSQL: postgres, initdb and "
        + $"pg_ctl must stand there and be version {PostgresBinaries.OldestMajor} or later. Correct it, or unset it to "
        + "have this system's own PostgreSQL found.";

    [GeneratedRegex(@"PostgreSQL\)? (?<major>\d{1,4})(\.(?<minor>\d{1,4}))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VersionAnswer();
}
