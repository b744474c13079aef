namespace Attribution.EmbeddedPostgres.Tests;

/// <summary>A folder for one test's server, removed afterwards. The server's account may pass through it.</summary>
public sealed class TestFolder : IDisposable
{
    // It stays locked, so that no other run sweeps it away before this process ends.
    private static readonly Lazy<Task<ServerFolder>> Original = new(MakeOriginalAsync);

    public TestFolder()
    {
        Path = Directory.CreateTempSubdirectory("attribution-test-").FullName;
        File.SetUnixFileMode(Path, (UnixFileMode)0b111_101_101);
    }

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public static int PostmasterOf(PostgresServer server) =>
        int.Parse(File.ReadLines(System.IO.Path.Combine(server.DataDirectory, "postmaster.pid")).First());

    public static int PostmasterOf(string serverFolder) =>
        int.Parse(File.ReadLines(System.IO.Path.Combine(serverFolder, "cluster", "postmaster.pid")).First());

    /// <summary>A folder whose server has run once: a copy of one that is made for all, as <c>initdb</c> takes a second.</summary>
    public async Task<PostgresServerOptions> UsedAsync(string name = "server")
    {
        var copy = await new Command("cp", ["-a", (await Original.Value).Path, this[name]]).RunAsync(CancellationToken.None);
        copy.Succeeded.ShouldBeTrue(copy.Output);
        return Options(name);
    }

    /// <summary>Throw-away settings: these tests check what happens to processes and files, not to power.</summary>
    public PostgresServerOptions Options(string name = "server") =>
        new() { Folder = this[name], Durability = Durability.None };

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static async Task<ServerFolder> MakeOriginalAsync()
    {
        var options = PostgresServerOptions.Temporary() with { RemoveWhenStopped = false };
        await (await PostgresServer.StartAsync(options)).StopAsync();
        var held = ServerFolder.Take(options.Folder, await Account.ResolveAsync(wanted: null, CancellationToken.None));
        // The runner may kill this process, so the watcher removes the folder; there is no server for it to stop.
        OwnerWatch.Begin(int.MaxValue, held.Path);
        return held;
    }
}
