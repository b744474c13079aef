using System.Runtime.InteropServices;
using Attribution.Testing;

namespace Attribution.EmbeddedPostgres.Tests;

/// <summary>
/// A program that owns a server, for tests that need one to die. It prints one line when it is ready, and ends on
/// Ctrl-C after it has used its server once more.
/// </summary>
internal static class OwnerProgram
{
    public static async Task<int> Main(string[] arguments)
    {
        var interrupted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            interrupted.TrySetResult();
        });
        switch (arguments)
        {
            case ["server", var folder]:
                return await OwnAsync(new() { Folder = folder }, interrupted.Task);
            case ["temporary"]:
                return await OwnAsync(PostgresServerOptions.Temporary(), interrupted.Task);
            case ["database"]:
                var database = await TestDatabase.CreateEmptyAsync();
                await Console.Out.WriteLineAsync(database.ConnectionString);
                await interrupted.Task;
                return 0;
            default:
                await Console.Error.WriteLineAsync("usage: server FOLDER | temporary | database");
                return 2;
        }
    }

    private static async Task<int> OwnAsync(PostgresServerOptions options, Task interrupted)
    {
        await using var server = await PostgresServer.StartAsync(options);
        await Console.Out.WriteLineAsync(server.ConnectionString("postgres"));
        await interrupted;
        await Console.Out.WriteLineAsync($"{await Sql.ReadAsync(server.ConnectionString("postgres"), "select 42")}");
        return 0;
    }
}
