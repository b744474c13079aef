using System.Globalization;
using System.Security.Cryptography;

namespace Attribution.EmbeddedPostgres;

/// <summary>The data directory: made once, checked at every start.</summary>
internal static class Cluster
{
    private const int PasswordBytes = 24;

    /// <summary>
    /// The major version that made the data directory; <see langword="null"/> when there is none yet.
    /// </summary>
    /// <exception cref="PostgresUnavailableException">Something else stands in its place.</exception>
    public static int? MajorVersion(ServerFolder folder)
    {
        if (!Directory.Exists(folder.Cluster))
        {
            return null;
        }

        try
        {
            var text = File.ReadAllText(Path.Combine(folder.Cluster, "PG_VERSION")).Trim();
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var major)
                ? major
                : throw Unreadable(folder, $"its PG_VERSION says \"{text}\"");
        }
        catch (UnauthorizedAccessException)
        {
            throw new PostgresUnavailableException(
                PostgresProblem.FolderNotAccessible,
                $"{folder.Cluster} belongs to another account (a start as root gives it to \"postgres\"). Start as "
                + "root again, or take it over: chown -R it to this user while the server is stopped.");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unreadable(folder, "it has no PG_VERSION");
        }
    }

    /// <summary>The binaries that can open this folder: for an existing cluster, those of its major version.</summary>
    public static PostgresBinaries Choose(ServerFolder folder, IReadOnlyList<PostgresBinaries> installed) =>
        MajorVersion(folder) is not { } major
            ? installed[0]
            : installed.FirstOrDefault(candidate => candidate.Version.Major == major)
                ?? throw new PostgresUnavailableException(
                    PostgresProblem.VersionMismatch,
                    $"{folder.Cluster} was made by PostgreSQL {major}, but this machine has "
                    + $"{string.Join(", ", installed.Select(found => $"{found.Version} ({found.Folder})"))}. Install "
                    + $"PostgreSQL {major} beside it, or convert the data directory with pg_upgrade.");

    /// <summary>
    /// Makes the data directory under another name and renames it at the end, so that one that exists is whole.
    /// </summary>
    /// <remarks>
    /// Checksums are on. Text is ordered by code point, which no update of the operating system ever changes under an
    /// index, while letters keep their upper and lower case in all scripts. Every connection, socket or TCP, needs the
    /// password: other users of the machine can reach a loopback port.
    /// </remarks>
    public static async Task CreateAsync(ServerTools tools, Durability durability, CancellationToken cancellation)
    {
        var folder = tools.Folder;
        var unfinished = $"{folder.Cluster}.new";
        var passwordForInitDb = $"{folder.PasswordFile}.initdb";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PasswordBytes));
        ServerFolder.WriteSecret(folder.PasswordFile, password);
        ServerFolder.WriteSecret(passwordForInitDb, password);
        try
        {
            await ServerFolder.AddPrivateAsync(unfinished, tools.Account, cancellation);
            await tools.Account.OwnAsync(passwordForInitDb, cancellation);
            string[] arguments =
            [
                $"--pgdata={unfinished}", $"--username={PostgresServer.User}", $"--pwfile={passwordForInitDb}",
                "--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums", "--no-instructions",
                .. LocaleArguments(tools.Binaries.Version.Major),
            ];
            if (durability == Durability.None)
            {
                arguments = [.. arguments, "--no-sync"];
            }

            var result = await tools.InitDbAsync(arguments, cancellation);
            ThrowIfFailed(result, folder);
        }
        finally
        {
            File.Delete(passwordForInitDb);
        }

        await tools.Account.WriteAsync(
            Path.Combine(unfinished, "postgresql.conf"),
            $"\ninclude = '../{ServerConfiguration.FileName}'\n",
            append: true,
            cancellation);
        Directory.Move(unfinished, folder.Cluster);
    }

    public static string ReadPassword(ServerFolder folder)
    {
        try
        {
            return File.ReadAllText(folder.PasswordFile);
        }
        catch (FileNotFoundException)
        {
            throw Unreadable(folder, $"its password file {folder.PasswordFile} is missing");
        }
    }

    private static string[] LocaleArguments(int major) => major switch
    {
        >= 17 => ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
        _ when OperatingSystem.IsLinux() => ["--locale=C", "--lc-ctype=C.UTF-8"],
        _ when OperatingSystem.IsMacOS() => ["--locale=C", "--lc-ctype=UTF-8"],
        _ => ["--locale=C"],
    };

    private static void ThrowIfFailed(CommandResult initDb, ServerFolder folder)
    {
        if (DiskFull.IsSaidBy(initDb.Output))
        {
            throw DiskFull.At(folder.Path, initDb.Output);
        }

        if (!initDb.Succeeded)
        {
            throw new PostgresUnavailableException(
                PostgresProblem.StartFailed,
                $"initdb could not make a data directory in {folder.Path}.",
                initDb.Output);
        }
    }

    private static PostgresUnavailableException Unreadable(ServerFolder folder, string why) => new(
        PostgresProblem.DataUnreadable,
        $"{folder.Cluster} is not a usable data directory: {why}. Restore it from a backup, or move it away to start "
        + "with an empty one.");
}
