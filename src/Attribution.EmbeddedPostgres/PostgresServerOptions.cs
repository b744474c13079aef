namespace Attribution.EmbeddedPostgres;

/// <summary>What a crash of the machine may cost.</summary>
public enum Durability
{
    /// <summary>Nothing that was committed: <c>fsync</c>, <c>full_page_writes</c> and <c>synchronous_commit</c> are on.</summary>
    Full,

    /// <summary>Everything: the three are off. For servers that a test run throws away, and for nothing else.</summary>
    None,
}

/// <summary>How clients reach the server.</summary>
public enum PostgresListener
{
    /// <summary>TCP on <c>127.0.0.1</c>; every client tool understands it.</summary>
    LoopbackPort,

    /// <summary>A Unix domain socket in a folder that only the server's account may enter; not on Windows.</summary>
    UnixSocket,
}

/// <summary>Where and how a private server runs. Only <see cref="Folder"/> must be given.</summary>
public sealed record PostgresServerOptions
{
    /// <summary>
    /// The folder that belongs to this server: data, log, password and lock live in it. It is created when missing.
    /// </summary>
    public required string Folder { get; init; }

    /// <summary>How clients reach the server.</summary>
    public PostgresListener Listener { get; init; } = PostgresListener.LoopbackPort;

    /// <summary>The port to use, 1-65535; <see langword="null"/> takes a free one at every start.</summary>
    public int? Port { get; init; }

    /// <summary>What a crash of the machine may cost.</summary>
    public Durability Durability { get; init; } = Durability.Full;

    /// <summary>
    /// Settings of <c>postgresql.conf</c> by name, such as <c>shared_buffers</c> = <c>1GB</c>. They take effect at this
    /// start and are forgotten at the next. Those that the other options decide are refused.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The PostgreSQL to run; <see langword="null"/> searches for it (<see cref="PostgresBinaries.Find"/>) and prefers
    /// the version that made the data directory.
    /// </summary>
    public PostgresBinaries? Binaries { get; init; }

    /// <summary>
    /// The account the server runs as when this process is root; <see langword="null"/> takes <c>postgres</c>, else
    /// <c>nobody</c>. Not used in a process that is not root.
    /// </summary>
    public string? Account { get; init; }

    /// <summary>How long a start may take until the server accepts connections, recovery after a crash included.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a stop may take before the server is stopped without a last checkpoint.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether the folder and all data in it are removed when the server stops.</summary>
    public bool RemoveWhenStopped { get; init; }

    /// <summary>
    /// A server for one test run: a new folder below the system's temporary one, nothing durable, removed when stopped.
    /// </summary>
    public static PostgresServerOptions Temporary() => new()
    {
        Folder = Path.Combine(Path.GetTempPath(), $"{TemporaryFolders.Prefix}{Path.GetRandomFileName()}"),
        Durability = Durability.None,
        RemoveWhenStopped = true,
    };

    internal static void ThrowIfInvalid(PostgresServerOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Folder, nameof(options));
        if (options.Port is < 1 or > 65_535)
        {
            throw new ArgumentException(
                $"{nameof(Port)} is {options.Port}; a port is a number from 1 to 65535.", nameof(options));
        }

        if (options.StartTimeout < TimeSpan.FromSeconds(1) || options.StopTimeout < TimeSpan.FromSeconds(1))
        {
            throw new ArgumentException(
                $"{nameof(StartTimeout)} and {nameof(StopTimeout)} are at least one second.", nameof(options));
        }

        if (options.Listener == PostgresListener.UnixSocket && OperatingSystem.IsWindows())
        {
            throw new ArgumentException($"{nameof(PostgresListener.UnixSocket)} is not offered on Windows.", nameof(options));
        }

        ServerConfiguration.ThrowIfRefused(options.Settings);
    }
}
