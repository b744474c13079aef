using System.CommandLine;
using System.Globalization;
using Attribution.App;
using Attribution.App.LogExport;
using Attribution.Domain.Access;

namespace Attribution.Api.CommandLine;

/// <summary><c>attribution export log</c>: writes what an auditor may see of the log, an event a line.</summary>
internal static class ExportLogCommand
{
    private const int Failed = 1;

    internal static Command Create()
    {
        var (data, database) = (SharedOptions.Data(), SharedOptions.Database());
        var tenant = SharedOptions.Tenant();
        var organisation = new Option<string>("--org") { Description = "For which organisation.", Required = true };
        var clearance = SharedOptions.Label("--clearance", "Nothing narrower than this TLP label goes out.", "red");
        var name = new Option<string>("--as")
        {
            Description = "Who takes it: of TLP:RED, what names them goes out. It is recorded.",
            DefaultValueFactory = _ => Environment.UserName,
        };
        var (after, file) = (After(), ExportCommand.Out());
        var command = new Command("log", "Exports the event log as NDJSON, in the order of its commits.")
        {
            data, database, tenant, organisation, clearance, name, after, file,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            await using var opened = await Database.OpenAsync(
                arguments.GetValue(database), arguments.GetRequiredValue(data), cancellation);
            await using var system = AttributionSystem.Open(opened.ConnectionString);
            var auditor = new Principal(
                arguments.GetRequiredValue(name),
                new TenantId(arguments.GetRequiredValue(tenant)),
                new OrganisationId(arguments.GetRequiredValue(organisation)),
                TlpLabel.Parse(arguments.GetRequiredValue(clearance))!.Value,
                [],
                [Role.Auditor],
                []);
            await using var output = ExportCommand.Open(arguments.GetRequiredValue(file));
            return await WriteAsync(system.Auditing, auditor, arguments.GetValue(after), output, cancellation);
        });
        return command;
    }

    private static async Task<int> WriteAsync(
        LogExporter log, Principal auditor, LogPlace? after, Stream output, CancellationToken cancellation)
    {
        var (place, written) = (after, 0L);
        while (true)
        {
            if (await log.ReadAsync(auditor, place, LogExporter.PageMax, cancellation) is not { } page)
            {
                await Console.Error.WriteLineAsync($"There is no event at {place} today; go on from an earlier place.");
                return Failed;
            }

            foreach (var line in page.Lines)
            {
                await output.WriteAsync(line, cancellation);
            }

            (place, written) = (page.Last, written + page.Lines.Count);
            if (page.Lines.Count < LogExporter.PageMax)
            {
                await Console.Error.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"{written} events. To go on later: --after {place}"));
                return 0;
            }
        }
    }

    private static Option<LogPlace?> After() => new("--after")
    {
        Description = "Go on behind this place, as the last line of an earlier export has it.",
        CustomParser = result =>
        {
            if (LogPlace.Parse(result.Tokens.Single().Value) is { } place)
            {
                return place;
            }

            result.AddError("--after is the place of a line.");
            return null;
        },
    };
}
