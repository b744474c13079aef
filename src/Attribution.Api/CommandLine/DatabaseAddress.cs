using Npgsql;

namespace Attribution.Api.CommandLine;

/// <summary>Reads where a database is, as Npgsql writes it (<c>Host=...;Username=...</c>) or as a URL
/// (<c>postgresql://user:password@host:port/database</c>), which many platforms hand out.</summary>
internal static class DatabaseAddress
{
    private const string AttributionVariable = "ATTRIBUTION_DATABASE";
    private const string PlatformVariable = "DATABASE_URL";
    private const string ConnectionString = "an Npgsql connection string (Host=...;Username=...;Database=...)";
    private const string Url = "a URL (postgresql://user:password@host:5432/database)";

    /// <summary>Where the address of the readers' login is looked for.</summary>
    internal const string ReaderVariable = "ATTRIBUTION_READER_DATABASE";

    /// <summary>Where an address is looked for when the command line has none.</summary>
    internal static string Variables => $"{AttributionVariable} and {PlatformVariable}";

    internal static string? FromEnvironment() =>
        Environment.GetEnvironmentVariable(AttributionVariable) ?? Environment.GetEnvironmentVariable(PlatformVariable);

    /// <exception cref="InvalidOperationException">The text is neither, or no connection can be opened by it; the
    /// message does not repeat it, for it may hold a password.</exception>
    internal static string ToConnectionString(string address)
    {
        var connectionString = Read(address);
        try
        {
            // Npgsql notices here that the host is missing, or that two settings exclude each other.
            using var usable = NpgsqlDataSource.Create(connectionString);
            return connectionString;
        }
        catch (ArgumentException cause)
        {
            throw new InvalidOperationException(
                $"The database's address cannot be used: {cause.Message.TrimEnd('.')}. Write it as {ConnectionString} "
                + $"or {Url}.",
                cause);
        }
    }

    private static string Read(string address)
    {
        try
        {
            return Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "postgres" or "postgresql"
                ? FromUrl(url)
                : new NpgsqlConnectionStringBuilder(address).ConnectionString;
        }
        catch (ArgumentException cause)
        {
            throw new InvalidOperationException(
                $"The database's address is neither {ConnectionString} nor {Url}.", cause);
        }
    }

    private static string FromUrl(Uri url)
    {
        var user = url.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = url.Host,
            Port = url.Port > 0 ? url.Port : NpgsqlConnection.DefaultPort,
            Database = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/')),
        };
        if (user[0].Length > 0)
        {
            settings.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length == 2)
        {
            settings.Password = Uri.UnescapeDataString(user[1]);
        }

        foreach (var option in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = option.Split('=', 2);
            settings[Known(pair[0])] = Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? "");
        }

        return settings.ConnectionString;
    }

    /// <summary>libpq writes <c>sslmode</c> where Npgsql says <c>SSL Mode</c>; Npgsql knows both spellings of the
    /// rest.</summary>
    private static string Known(string option) => option switch
    {
        "sslmode" => "SSL Mode",
        "application_name" => "Application Name",
        "connect_timeout" => "Timeout",
        _ => option,
    };
}
