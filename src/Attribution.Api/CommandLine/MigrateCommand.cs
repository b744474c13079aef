using System.CommandLine;
using Attribution.App;
using Attribution.EventStore.Schema;

namespace Attribution.Api.CommandLine;

/// <summary><c>attribution migrate</c>: brings a database up to date, or prints how.</summary>
internal static class MigrateCommand
{
    internal static Command Create()
    {
        var (data, database) = (SharedOptions.Data(), SharedOptions.Database());
        var print = new Option<bool>("--print") { Description = "Print the SQL of all migrations and touch nothing." };
        var command = new Command("migrate", "Brings the database's schema up to date.") { data, database, print };
        command.SetAction(async (arguments, cancellation) =>
        {
            if (arguments.GetValue(print))
            {
                Console.Write(Migrator.Script(AttributionSystem.Migrations));
                return;
            }

            await using var opened = await Database.OpenAsync(
                arguments.GetValue(database), arguments.GetRequiredValue(data), cancellation);
            Console.WriteLine($"{opened.Description} is up to date.");
        });
        return command;
    }
}
