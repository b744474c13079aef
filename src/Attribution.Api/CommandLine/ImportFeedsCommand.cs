using System.CommandLine;
using Attribution.App;
using Attribution.Domain.Access;

namespace Attribution.Api.CommandLine;

/// <summary><c>attribution import feeds FILE</c>: sets up which collections of other TAXII servers are read.</summary>
internal static class ImportFeedsCommand
{
    internal static Command Create()
    {
        var (data, database) = (SharedOptions.Data(), SharedOptions.Database());
        var file = new Argument<FileInfo>("file")
        {
            Description = "A list of feeds as JSON, each with the fields of the mutation saveTaxiiFeed.",
        };
        var tenant = SharedOptions.Tenant();
        var organisation = new Option<string>("--org") { Description = "Whose feeds they are.", Required = true };
        var command = new Command(
            "feeds", "Sets up feeds, or changes those of the same names. A feed that is in no file any more stays.")
        {
            file, data, database, tenant, organisation,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            await using var opened = await Database.OpenAsync(
                arguments.GetValue(database), arguments.GetRequiredValue(data), cancellation);
            await using var system = AttributionSystem.Open(opened.ConnectionString);
            await using var content = arguments.GetRequiredValue(file).OpenRead();
            var operators = ImportCommand.Importer(
                arguments.GetRequiredValue(tenant), arguments.GetRequiredValue(organisation)) with
            {
                Subject = "operator",
                Roles = [Role.SeniorAnalyst],
            };
            var refused = 0;
            await system.Feeds.ImportAsync(
                content,
                operators,
                (name, problem) =>
                {
                    refused += problem is null ? 0 : 1;
                    Console.WriteLine(problem is null ? $"Saved    {name}" : $"Refused  {name}  {problem}");
                },
                cancellation);
            return refused == 0 ? 0 : 1;
        });
        return command;
    }
}
