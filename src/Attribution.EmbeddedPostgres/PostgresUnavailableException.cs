namespace Attribution.EmbeddedPostgres;

/// <summary>What stands in the way of a running server. The names are stable: scripts and messages may rely on them.</summary>
public enum PostgresProblem
{
    /// <summary>No PostgreSQL of a supported version was found on this machine.</summary>
    NotInstalled,

    /// <summary>The configured folder of binaries holds no usable PostgreSQL.</summary>
    UnusableBinaries,

    /// <summary>Another process runs a server in this folder right now.</summary>
    FolderInUse,

    /// <summary>The server's account, or ours, cannot reach, read or write the folder.</summary>
    FolderNotAccessible,

    /// <summary>The folder holds something that is not a usable data directory.</summary>
    DataUnreadable,

    /// <summary>The data directory was made by another major version than the binaries at hand.</summary>
    VersionMismatch,

    /// <summary>The file system of the data directory is full.</summary>
    DiskFull,

    /// <summary>We run as root, and there is no account or tool to give the privileges away.</summary>
    NoUnprivilegedAccount,

    /// <summary>The wanted port is taken.</summary>
    PortTaken,

    /// <summary>The server did not come up; the log says why.</summary>
    StartFailed,

    /// <summary>The server did not accept connections within the time limit.</summary>
    StartTimedOut,

    /// <summary>The server did not stop within the time limit.</summary>
    StopTimedOut,
}

/// <summary>
/// No private PostgreSQL server can be had. The message says what was found and what to do about it; it is meant for
/// the person at the keyboard.
/// </summary>
public sealed class PostgresUnavailableException : Exception
{
    internal PostgresUnavailableException(PostgresProblem problem, string message, string? serverLog = null)
        : base(string.IsNullOrWhiteSpace(serverLog) ? message : $"{message}\nThe server's log ends with:\n{serverLog}")
    {
        Problem = problem;
        ServerLog = serverLog;
    }

    /// <summary>What stands in the way, as a stable name.</summary>
    public PostgresProblem Problem { get; }

    /// <summary>The end of what the server or <c>initdb</c> said, when it said anything.</summary>
    public string? ServerLog { get; }
}
