namespace Attribution.Testing;

/// <summary>
/// A database of its own for one test class, copied from a template that is migrated once per process. A project says
/// once what its template is, and its test classes take the fixture:
/// <code>
/// public sealed class StoreDatabase() : MigratedDatabase("event-store", Migrator.ApplyAsync);
/// public sealed class AppendTests(StoreDatabase database) : IClassFixture&lt;StoreDatabase&gt;
/// </code>
/// </summary>
/// <param name="template">Names the template within this process; two fixtures of one name share it.</param>
/// <param name="migrate">Brings the empty database of a connection string to the state every test starts from.</param>
public abstract class MigratedDatabase(string template, Func<string, Task> migrate) : IAsyncLifetime
{
    private TestDatabase? database;

    /// <summary>The database of this test class.</summary>
    public string ConnectionString =>
        database?.ConnectionString ?? throw new InvalidOperationException("The fixture has not been initialised yet.");

    public virtual async Task InitializeAsync() => database = await TestDatabase.CreateAsync(template, migrate);

    public virtual async Task DisposeAsync()
    {
        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }
}

/// <summary>An empty database for one test class.</summary>
public sealed class EmptyDatabase() : MigratedDatabase("empty", _ => Task.CompletedTask);
