using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Attribution.EmbeddedPostgres;
using Attribution.EventStore.Schema;
using Npgsql;

namespace Attribution.EventStore.Tests.Faults;

/// <summary>A file system that is full. Only root may mount a small one, so only root learns something here.</summary>
public sealed class DiskFullTests
{
    private const int BallastBlockBytes = 4096;
    private const int LargeEventBytes = 2_000_000;

    [Fact]
    public async Task A_full_disk_is_named_and_nothing_is_lost()
    {
        if (!Environment.IsPrivilegedProcess || !OperatingSystem.IsLinux())
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("attribution-full-").FullName;
        await RunAsync("mount", "-t", "tmpfs", "-o", "size=160m,mode=755", "tmpfs", folder);
        try
        {
            await FillAndEmptyAsync(folder);
        }
        finally
        {
            await RunAsync("umount", folder);
            Directory.Delete(folder);
        }
    }

    private static async Task FillAndEmptyAsync(string folder)
    {
        await using var server = await PostgresServer.StartAsync(new PostgresServerOptions
        {
            Folder = Path.Combine(folder, "server"),
            Settings = new Dictionary<string, string> { ["max_wal_size"] = "32MB", ["shared_buffers"] = "16MB" },
        });
        var connectionString = server.ConnectionString("postgres");
        await Migrator.MigrateAsync(connectionString, Migration.OfEventStore);
        await using var log = EventLog.Open(
            connectionString, new EventLogOptions { UnavailableAfter = TimeSpan.FromMilliseconds(300) });
        var stream = Sample.Stream();
        await log.CommitAsync(Sample.Commit(Sample.Append(stream, ExpectedVersion.Any)));
        await BeginWalSegmentAsync(connectionString);
        var ballast = Path.Combine(folder, "ballast");
        Fill(ballast);

        var full = await Should.ThrowAsync<StoreUnavailable>(log.CommitAsync(Large(stream)));

        full.MayBeStored.ShouldBeFalse();
        full.Message.ShouldContain("The database server's disk is full");
        full.Message.ShouldContain("Free space there and send the commit again: nothing of it was stored.");
        (await log.ReadStreamAsync(stream)).Count.ShouldBe(1);

        File.Delete(ballast);
        (await log.CommitAsync(Large(stream))).ShouldBeOfType<CommitResult.Stored>();
        (await log.ReadStreamAsync(stream)).Count.ShouldBe(2);
    }

    private static Commit Large(StreamId stream)
    {
        var text = Convert.ToBase64String(RandomNumberGenerator.GetBytes(LargeEventBytes));
        var data = new EventData(Guid.NewGuid(), "noted", Encoding.UTF8.GetBytes($$"""{"text":"{{text}}"}"""));
        return Sample.Commit(new StreamAppend(stream, "note", ExpectedVersion.Any, [data], Sample.ByAnna));
    }

    /// <summary>The server stops for good when it cannot extend its own log, which is another test's business: here the
    /// log has a whole segment before it.</summary>
    private static async Task BeginWalSegmentAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("select pg_switch_wal(), txid_current()");
        await command.ExecuteNonQueryAsync();
    }

    private static void Fill(string file)
    {
        using var ballast = File.Create(file);
        var block = new byte[BallastBlockBytes];
        Should.Throw<IOException>(() =>
        {
            while (true)
            {
                ballast.Write(block);
                ballast.Flush();
            }
        });
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}");
    }
}
