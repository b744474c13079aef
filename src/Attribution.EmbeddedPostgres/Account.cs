using System.Globalization;

namespace Attribution.EmbeddedPostgres;

/// <summary>
/// Who runs PostgreSQL's programs: ourselves, or, as PostgreSQL refuses to run as root, an unprivileged account that
/// root steps down to.
/// </summary>
/// <param name="Name">The account stepped down to; <see langword="null"/> when the programs run as ourselves.</param>
/// <param name="StepDown">The program and arguments that come before each command.</param>
internal sealed record Account(string? Name, IReadOnlyList<string> StepDown)
{
    private static readonly string[] Preferred = ["postgres", "nobody"];

    public static Account Ourselves { get; } = new(null, []);

    /// <summary>The account for this process, tried out once before it is trusted.</summary>
    /// <exception cref="PostgresUnavailableException">We are root and cannot become anybody else.</exception>
    public static async Task<Account> ResolveAsync(string? wanted, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return Ourselves;
        }

        var users = PasswordEntries();
        var name = wanted ?? Preferred.FirstOrDefault(users.ContainsKey);
        if (name is null || !users.TryGetValue(name, out var ids) || ids.User == 0)
        {
            throw new PostgresUnavailableException(PostgresProblem.NoUnprivilegedAccount, NoAccountMessage(wanted));
        }

        foreach (var candidate in WaysDown(name, ids.Group.ToString(CultureInfo.InvariantCulture)))
        {
            if (await WorksAsync(candidate, ids.User, cancellation))
            {
                return candidate;
            }
        }

        throw new PostgresUnavailableException(
            PostgresProblem.NoUnprivilegedAccount,
            $"PostgreSQL does not run as root, and neither setpriv, runuser nor su could start a program as "
            + $"\"{name}\". Install one of them (package util-linux), or start this program as an ordinary user.");
    }

    /// <summary>The same command, run by this account.</summary>
    public Command Wrap(Command command) => StepDown.Count == 0
        ? command
        : command with
        {
            Program = StepDown[0],
            Arguments = [.. StepDown.Skip(1), command.Program, .. command.Arguments],
        };

    /// <summary>Gives a file, or a folder and what is in it, to this account.</summary>
    public async Task OwnAsync(string path, CancellationToken cancellation)
    {
        if (Name is null)
        {
            return;
        }

        var change = await new Command("chown", ["-R", "-h", Name, path]).RunAsync(cancellation);
        if (!change.Succeeded)
        {
            throw new PostgresUnavailableException(
                PostgresProblem.FolderNotAccessible,
                $"{path} could not be given to the account \"{Name}\": {change.Output}");
        }
    }

    /// <summary>
    /// Writes a file in a folder of this account, as this account: in such a folder a link could lead root's pen to any
    /// file of the system.
    /// </summary>
    public async Task WriteAsync(string file, string text, bool append, CancellationToken cancellation)
    {
        if (Name is null)
        {
            await (append
                ? File.AppendAllTextAsync(file, text, cancellation)
                : File.WriteAllTextAsync(file, text, cancellation));
            return;
        }

        var script = append ? "printf %s \"$1\" >> \"$0\"" : "printf %s \"$1\" > \"$0\"";
        var write = await Wrap(new Command("/bin/sh", ["-c", script, file, text])).RunAsync(cancellation);
        if (DiskFull.IsSaidBy(write.Output))
        {
            throw DiskFull.At(Path.GetDirectoryName(file)!, log: null);
        }

        if (!write.Succeeded)
        {
            throw new PostgresUnavailableException(
                PostgresProblem.FolderNotAccessible,
                $"{file} could not be written by the account \"{Name}\": {write.Output}");
        }
    }

    /// <summary>
    /// Without a shell in between where the system allows; <c>su</c> gets a constant script and plain arguments.
    /// </summary>
    private static IEnumerable<Account> WaysDown(string name, string group) =>
    [
        new(name, ["setpriv", $"--reuid={name}", $"--regid={group}", "--init-groups", "--"]),
        new(name, ["runuser", "-u", name, "--"]),
        new(name, ["su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", name, "--"]),
    ];

    private static async Task<bool> WorksAsync(Account account, int user, CancellationToken cancellation)
    {
        try
        {
            var answer = await account.Wrap(new Command("id", ["-u"])).RunAsync(cancellation);
            return answer.Succeeded && answer.Output == user.ToString(CultureInfo.InvariantCulture);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // The tool is not on this machine; the next one may be.
            return false;
        }
    }

    private static Dictionary<string, (int User, int Group)> PasswordEntries()
    {
        var entries = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines("/etc/passwd"))
        {
            if (line.Split(':') is [var name, _, var user, var group, _, _, _]
                && int.TryParse(user, CultureInfo.InvariantCulture, out var userId)
                && int.TryParse(group, CultureInfo.InvariantCulture, out var groupId))
            {
                entries[name] = (userId, groupId);
            }
        }

        return entries;
    }

    private static string NoAccountMessage(string? wanted) =>
        wanted is null
            ? "PostgreSQL does not run as root, and this system has neither an account \"postgres\" nor \"nobody\". "
                + "Create one (useradd --system postgres), or start this program as an ordinary user."
            : $"PostgreSQL does not run as root, and \"{wanted}\" is not an unprivileged account in /etc/passwd. Name "
                + "another account, or start this program as an ordinary user.";
}
