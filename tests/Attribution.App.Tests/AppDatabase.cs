using Attribution.EventStore.Schema;
using Attribution.Testing;

namespace Attribution.App.Tests;

/// <summary>A migrated database for one test class, and the system on it.</summary>
public sealed class AppDatabase() : MigratedDatabase("app", MigrateAsync)
{
    private AttributionSystem? _system;

    public AttributionSystem System => _system ??= AttributionSystem.Open(ConnectionString, TestClock.Instance);

    public override async Task DisposeAsync()
    {
        if (_system is not null)
        {
            await _system.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    private static Task MigrateAsync(string connectionString) =>
        Migrator.MigrateAsync(connectionString, AttributionSystem.Migrations);
}
