using Npgsql;

namespace Attribution.Api.CommandLine;

/// <summary>The database that was named cannot be worked on. The message, one line, says what was tried, what came back
/// and what to do; never a password.</summary>
internal sealed class DatabaseUnusable : Exception
{
    internal DatabaseUnusable(string connectionString, NpgsqlException failure)
        : base(
            $"The database cannot be used ({Tried(connectionString)}). {Explain(failure)}".ReplaceLineEndings(" "),
            failure)
    {
    }

    private static string Tried(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        return $"host {settings.Host}, port {settings.Port}, user {settings.Username ?? "of this account's name"}, "
            + $"database {settings.Database ?? "of the user's name"}";
    }

    private static string Explain(NpgsqlException failure) => failure switch
    {
        PostgresException refusal =>
            $"PostgreSQL says: {refusal.MessageText} (code {refusal.SqlState}). {Advice(refusal.SqlState)}",
        // Of several hosts, the first speaks for all.
        { InnerException: AggregateException { InnerExceptions: [NpgsqlException first, ..] } } => Explain(first),
        _ => $"{Said(failure)}. See that the server runs and can be reached from here, and that the address is right "
            + $"in {Places}.",
    };

    private static string Said(NpgsqlException failure) =>
        failure.InnerException is { } cause && cause.Message != failure.Message
            ? $"{failure.Message.TrimEnd('.')}: {cause.Message.TrimEnd('.')}"
            : failure.Message.TrimEnd('.');

    private static string Advice(string code) => code switch
    {
        PostgresErrorCodes.InvalidCatalogName => $"Create it (createdb), or name another in {Places}.",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"Correct the user and the password in {Places}; the server's pg_hba.conf says who may connect, and how.",
        PostgresErrorCodes.InsufficientPrivilege =>
            "Let its owner grant this login the rights it lacks, or start with the owner's login.",
        PostgresErrorCodes.ReadOnlySqlTransaction => $"Name the primary server, not a standby, in {Places}.",
        PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.CannotConnectNow => "Try again later.",
        _ => $"Mend the cause, or name another in {Places}.",
    };

    private static string Places => $"--database (without it: {DatabaseAddress.Variables})";
}
