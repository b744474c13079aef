using System.Globalization;

namespace Attribution.EmbeddedPostgres;

/// <summary>The command that installs PostgreSQL 15 or later on the system at hand.</summary>
internal static class InstallAdvice
{
    private const string PostgresProject = "see https://www.postgresql.org/download/";

    public static string ForThisMachine()
    {
        if (OperatingSystem.IsMacOS())
        {
            return "brew install postgresql@17";
        }

        if (OperatingSystem.IsWindows())
        {
            return "winget install PostgreSQL.PostgreSQL.17";
        }

        var description = File.Exists("/etc/os-release") ? File.ReadAllText("/etc/os-release") : "";
        return ForLinux(description, isRoot: Environment.IsPrivilegedProcess);
    }

    /// <param name="osRelease">The text of <c>/etc/os-release</c>.</param>
    /// <param name="isRoot">Whether the command needs no <c>sudo</c>.</param>
    internal static string ForLinux(string osRelease, bool isRoot)
    {
        var fields = Fields(osRelease);
        var system = fields.GetValueOrDefault("ID", "");
        var family = $"{system} {fields.GetValueOrDefault("ID_LIKE", "")}".Split(' ');
        _ = decimal.TryParse(
            fields.GetValueOrDefault("VERSION_ID", ""), NumberStyles.Number, CultureInfo.InvariantCulture, out var version);
        string[]? steps = family switch
        {
            _ when IsTooOldFor15(system, version) =>
            [
                "apt-get install -y postgresql-common",
                "/usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y",
                "apt-get install -y postgresql-17",
            ],
            _ when family.Contains("debian") => ["apt-get install -y postgresql"],
            _ when family.Contains("rhel") && version is > 0 and < 10 => ["dnf module install -y postgresql:16/server"],
            _ when family.Contains("fedora") || family.Contains("rhel") => ["dnf install -y postgresql-server"],
            _ when family.Contains("alpine") => ["apk add postgresql"],
            _ when family.Contains("arch") => ["pacman -S --noconfirm postgresql"],
            _ when family.Any(name => name.Contains("suse", StringComparison.Ordinal)) =>
                ["zypper install -y postgresql-server"],
            _ => null,
        };
        return steps is null ? PostgresProject : string.Join(" && ", steps.Select(step => isRoot ? step : $"sudo {step}"));
    }

    /// <summary>Ubuntu before 24.04 and Debian before 12 package an older PostgreSQL; its own archive has newer ones.</summary>
    private static bool IsTooOldFor15(string system, decimal version) =>
        version > 0 && ((system == "ubuntu" && version < 24.04m) || (system == "debian" && version < 12));

    private static Dictionary<string, string> Fields(string osRelease)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in osRelease.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.Split('=', 2) is [var name, var value])
            {
                fields[name] = value.Trim('"', '\'');
            }
        }

        return fields;
    }
}
