namespace Attribution.Testing;

/// <summary>One database for as long as it is needed, for tests that want one (or several) for themselves.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private TestDatabase(string connectionString) => ConnectionString = connectionString;

    /// <summary>The new database, reached as a user that may do anything in it.</summary>
    public string ConnectionString { get; }

    /// <summary>Copies the named template, which the first call in this process makes.</summary>
    /// <param name="template">Names the template within this process.</param>
    /// <param name="migrate">Brings an empty database to the template's state.</param>
    public static async Task<TestDatabase> CreateAsync(string template, Func<string, Task> migrate)
    {
        var server = await TestServer.Instance;
        return new TestDatabase(await server.CopyAsync(template, migrate));
    }

    /// <summary>A database with nothing in it.</summary>
    public static Task<TestDatabase> CreateEmptyAsync() => CreateAsync("empty", _ => Task.CompletedTask);

    /// <summary>Drops the database; sessions that are still open in it are ended.</summary>
    public async ValueTask DisposeAsync()
    {
        var server = await TestServer.Instance;
        await server.DropAsync(ConnectionString);
    }
}
