namespace Attribution.EmbeddedPostgres;

/// <summary>PostgreSQL's own programs, run by the right account for one server folder.</summary>
internal sealed record ServerTools(PostgresBinaries Binaries, Account Account, ServerFolder Folder)
{
    public Task<CommandResult> InitDbAsync(IReadOnlyList<string> arguments, CancellationToken cancellation) =>
        Account.Wrap(new Command(Binaries.InitDb, arguments)).RunAsync(cancellation);

    /// <summary>
    /// The cluster is named by the environment and the log file relative to its folder: <c>pg_ctl</c> hands its
    /// arguments to a shell, and a path may hold any character.
    /// </summary>
    public Task<CommandResult> PgCtlAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var command = new Command(Binaries.PgCtl, arguments)
        {
            WorkingFolder = Folder.Log,
            DataDirectory = Folder.Cluster,
        };
        return Account.Wrap(command).RunAsync(cancellation);
    }
}
