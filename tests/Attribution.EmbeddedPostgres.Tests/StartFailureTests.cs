namespace Attribution.EmbeddedPostgres.Tests;

/// <summary>Reads what PostgreSQL 15 really said when a start failed.</summary>
public sealed class StartFailureTests
{
    [Theory]
    [InlineData(
        PostgresProblem.DiskFull, "pg_ctl: could not start server",
        "FATAL:  could not write lock file \"postmaster.pid\": No space left on device")]
    [InlineData(
        PostgresProblem.PortTaken, "pg_ctl: could not start server",
        "LOG:  could not bind IPv4 address \"127.0.0.1\": Address already in use")]
    [InlineData(
        PostgresProblem.StartTimedOut, "pg_ctl: server did not start in time",
        "LOG:  redo in progress, elapsed time: 10.00 s, current LSN: 0/5A2B3C8")]
    [InlineData(
        PostgresProblem.StartFailed, "pg_ctl: could not start server",
        "PANIC:  could not locate a valid checkpoint record")]
    public void A_failed_start_is_named_by_its_cause_and_shows_the_log(PostgresProblem problem, string said, string log)
    {
        var folder = Path.GetTempPath();
        using var server = ServerFolder.Take(Path.Combine(folder, Path.GetRandomFileName()), Account.Ourselves);

        var failure = Should.Throw<PostgresUnavailableException>(() => StartFailure.ThrowIfFailed(
            new CommandResult(1, said), new PostgresServerOptions { Folder = server.Path }, server, 5433, log));

        failure.Problem.ShouldBe(problem);
        failure.ServerLog.ShouldBe(log);
        server.Remove();
    }
}
