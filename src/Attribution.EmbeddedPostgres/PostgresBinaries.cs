namespace Attribution.EmbeddedPostgres;

/// <summary>One installation of PostgreSQL: the folder with <c>postgres</c>, <c>initdb</c> and <c>pg_ctl</c>.</summary>
/// <param name="Folder">The real folder, with links followed.</param>
/// <param name="Version">As <c>postgres --version</c> says; before a release the minor number is 0.</param>
public sealed record PostgresBinaries(string Folder, Version Version)
{
    /// <summary>Names a folder of binaries; when set, no other is looked at.</summary>
    public const string EnvironmentVariable = "ATTRIBUTION_POSTGRES_BIN";

    /// <summary>The oldest major version this system runs on.</summary>
    public const int OldestMajor = 15;

    internal string InitDb => BinarySearch.Executable(Folder, "initdb");

    internal string PgCtl => BinarySearch.Executable(Folder, "pg_ctl");

    /// <summary>
    /// The PostgreSQL of this machine: the folder that <see cref="EnvironmentVariable"/> names, else the first on
    /// <c>PATH</c>, else the newest in the usual folders of the system; version 15 or later.
    /// </summary>
    /// <exception cref="PostgresUnavailableException">There is none; the message holds the command that installs it.</exception>
    public static async Task<PostgresBinaries> Find(CancellationToken cancellation = default) =>
        (await BinarySearch.OnThisMachine().FindAsync(cancellation))[0];
}
