using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Attribution.EmbeddedPostgres;

/// <summary>The settings file that is written at every start and included by the cluster's own.</summary>
internal static partial class ServerConfiguration
{
    public const string FileName = "attribution.conf";

    /// <summary>What the options decide, and where to say it instead.</summary>
    private static readonly Dictionary<string, string> DecidedByOptions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["port"] = nameof(PostgresServerOptions.Port),
        ["listen_addresses"] = nameof(PostgresServerOptions.Listener),
        ["unix_socket_directories"] = nameof(PostgresServerOptions.Listener),
        ["fsync"] = nameof(PostgresServerOptions.Durability),
        ["full_page_writes"] = nameof(PostgresServerOptions.Durability),
        ["synchronous_commit"] = nameof(PostgresServerOptions.Durability),
        ["data_directory"] = nameof(PostgresServerOptions.Folder),
        ["cluster_name"] = nameof(PostgresServerOptions.Folder),
    };

    public static void ThrowIfRefused(IReadOnlyDictionary<string, string> settings)
    {
        foreach (var name in settings.Keys)
        {
            if (!SettingName().IsMatch(name))
            {
                throw new ArgumentException($"\"{name}\" is not the name of a PostgreSQL setting.", nameof(settings));
            }

            if (DecidedByOptions.TryGetValue(name, out var option))
            {
                throw new ArgumentException($"The setting {name} is decided by the option {option}.", nameof(settings));
            }
        }
    }

    /// <summary>The text of the file. Later lines win, so the caller's settings override the defaults here.</summary>
    public static string Write(PostgresServerOptions options, int port, string socketFolder)
    {
        var overSocket = options.Listener == PostgresListener.UnixSocket;
        var durable = options.Durability == Durability.Full ? "on" : "off";
        var text = new StringBuilder("# Written at every start; change the options of the program instead.\n");
        Add(text, "listen_addresses", overSocket ? "" : "127.0.0.1");
        Add(text, "port", port.ToString(CultureInfo.InvariantCulture));
        if (!OperatingSystem.IsWindows())
        {
            Add(text, "unix_socket_directories", overSocket ? socketFolder : "");
        }

        Add(text, "fsync", durable);
        Add(text, "full_page_writes", durable);
        Add(text, "synchronous_commit", durable);
        Add(text, "timezone", "UTC");
        Add(text, "log_timezone", "UTC");
        foreach (var (name, value) in options.Settings)
        {
            Add(text, name, value);
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, string name, string value)
    {
        var quoted = value
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("'", "''", StringComparison.Ordinal)
            .Replace("\n", @"\n", StringComparison.Ordinal);
        text.Append(CultureInfo.InvariantCulture, $"{name} = '{quoted}'\n");
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_$]*)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SettingName();
}
