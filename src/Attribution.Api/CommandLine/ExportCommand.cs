using System.CommandLine;
using System.Globalization;
using Attribution.App;
using Attribution.App.StixExport;
using Attribution.Domain.Access;

namespace Attribution.Api.CommandLine;

/// <summary><c>attribution export stix</c>: writes campaigns as a bundle of STIX 2.1.</summary>
internal static class ExportCommand
{
    internal static Command Create() => new("export", "Exports data.") { Stix() };

    private static Command Stix()
    {
        var (data, database) = (SharedOptions.Data(), SharedOptions.Database());
        var tenant = new Option<string>("--tenant") { Description = "Whose campaigns.", Required = true };
        var organisation = new Option<string>("--org") { Description = "For which organisation.", Required = true };
        var ceiling = Ceiling();
        var campaigns = new Option<Guid[]>("--campaign")
        {
            Description = "A campaign's id; may be repeated. Without it every campaign is exported.",
            AllowMultipleArgumentsPerToken = true,
        };
        var file = new Option<string>("--out")
        {
            Description = "Where to; - for standard output.",
            DefaultValueFactory = _ => "-",
        };
        var command = new Command("stix", "Exports campaigns as a bundle of STIX 2.1.")
        {
            data, database, tenant, organisation, ceiling, campaigns, file,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            await using var opened = await Database.OpenAsync(
                arguments.GetValue(database), arguments.GetRequiredValue(data), cancellation);
            await using var system = AttributionSystem.Open(opened.ConnectionString);
            var chosen = arguments.GetValue(campaigns) ?? [];
            var request = new StixExportRequest(TlpLabel.Parse(arguments.GetRequiredValue(ceiling))!.Value)
            {
                Campaigns = chosen.Length > 0 ? [.. chosen] : null,
            };
            var reader = ImportStixCommand.Importer(
                arguments.GetRequiredValue(tenant), arguments.GetRequiredValue(organisation));
            await using var output = Open(arguments.GetRequiredValue(file));
            var done = await system.ExportStixAsync(request, reader, output, cancellation);
            await Console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{done.BundleId}: {done.Objects} objects; {done.Withheld} links stayed behind."));
            return 0;
        });
        return command;
    }

    private static Option<string> Ceiling()
    {
        var option = new Option<string>("--ceiling")
        {
            Description = "Nothing narrower than this TLP label goes out.",
            DefaultValueFactory = _ => "red",
        };
        option.Validators.Add(result =>
        {
            if (TlpLabel.Parse(result.GetValueOrDefault<string>()) is null)
            {
                result.AddError("--ceiling is clear, green, amber, amber+strict or red.");
            }
        });
        return option;
    }

    private static Stream Open(string file) => file == "-" ? Console.OpenStandardOutput() : File.Create(file);
}
