using System.CommandLine;
using System.Globalization;
using Attribution.App;
using Attribution.App.StixExport;
using Attribution.Domain.Access;
using NodaTime;
using NodaTime.Text;

namespace Attribution.Api.CommandLine;

/// <summary><c>attribution export stix</c>: writes campaigns as a bundle of STIX 2.1.</summary>
internal static class ExportCommand
{
    internal static Command Create() => new("export", "Exports data.") { Stix(), ExportLogCommand.Create() };

    private static Command Stix()
    {
        var (data, database) = (SharedOptions.Data(), SharedOptions.Database());
        var tenant = SharedOptions.Tenant();
        var organisation = new Option<string>("--org") { Description = "For which organisation.", Required = true };
        var ceiling = SharedOptions.Label("--ceiling", "Nothing narrower than this TLP label goes out.", "red");
        var campaigns = new Option<Guid[]>("--campaign")
        {
            Description = "A campaign's id; may be repeated. Without it every campaign is exported.",
            AllowMultipleArgumentsPerToken = true,
        };
        var (asOf, include) = (AsOf(), new Option<StixExportPart[]>("--include")
        {
            Description = "What goes along with the campaigns; may be repeated. Without it everything does.",
            AllowMultipleArgumentsPerToken = true,
        });
        var file = Out();
        var command = new Command("stix", "Exports campaigns as a bundle of STIX 2.1.")
        {
            data, database, tenant, organisation, ceiling, campaigns, asOf, include, file,
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
                AsOf = arguments.GetValue(asOf),
            };
            if (arguments.GetValue(include) is { Length: > 0 } parts)
            {
                request = request with { Include = [.. parts] };
            }

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

    internal static Option<string> Out() => new("--out")
    {
        Description = "Where to; - for standard output.",
        DefaultValueFactory = _ => "-",
    };

    private static Option<Instant?> AsOf() => new("--as-of")
    {
        Description = "The state of this moment (2026-01-31T12:00:00Z), under the rights of today.",
        CustomParser = result =>
        {
            var parsed = InstantPattern.ExtendedIso.Parse(result.Tokens.Single().Value);
            if (parsed.TryGetValue(default, out var instant))
            {
                return instant;
            }

            result.AddError("--as-of is an instant such as 2026-01-31T12:00:00Z.");
            return null;
        },
    };

    internal static Stream Open(string file) => file == "-" ? Console.OpenStandardOutput() : File.Create(file);
}
