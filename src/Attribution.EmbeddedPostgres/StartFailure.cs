namespace Attribution.EmbeddedPostgres;

/// <summary>Turns what <c>pg_ctl</c> and the log say about a failed start into a problem with a name and a way out.</summary>
internal static class StartFailure
{
    public static void ThrowIfFailed(
        CommandResult start, PostgresServerOptions options, ServerFolder folder, int port, string log)
    {
        if (!start.Succeeded)
        {
            throw Explain(start, options, folder, port, log.Length > 0 ? log : start.Output);
        }
    }

    private static PostgresUnavailableException Explain(
        CommandResult start, PostgresServerOptions options, ServerFolder folder, int port, string log)
    {
        if (DiskFull.IsSaidBy(log))
        {
            return DiskFull.At(folder.Path, log);
        }

        if (log.Contains("Address already in use", StringComparison.Ordinal))
        {
            return new PostgresUnavailableException(
                PostgresProblem.PortTaken,
                $"Port {port} on 127.0.0.1 is taken by another program. Stop it, or choose another port or none.",
                log);
        }

        if (start.Output.Contains("did not start in time", StringComparison.Ordinal))
        {
            return new PostgresUnavailableException(
                PostgresProblem.StartTimedOut,
                $"The server in {folder.Path} did not accept connections within {Postmaster.Seconds(options.StartTimeout)} "
                + $"seconds. After a crash it may need longer to recover: raise {nameof(options.StartTimeout)}.",
                log);
        }

        return new PostgresUnavailableException(
            PostgresProblem.StartFailed, $"The server in {folder.Path} did not start.", log);
    }
}
