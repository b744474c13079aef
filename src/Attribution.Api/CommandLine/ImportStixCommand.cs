using System.CommandLine;
using System.Globalization;
using Attribution.App;
using Attribution.App.StixImport;
using Attribution.Domain.Access;

namespace Attribution.Api.CommandLine;

/// <summary><c>attribution import stix FILE</c>: imports a bundle of STIX 2.1.</summary>
internal static class ImportStixCommand
{
    internal static Command Create()
    {
        var (data, database) = (SharedOptions.Data(), SharedOptions.Database());
        var file = new Argument<string>("file")
        {
            Description = "A bundle of STIX 2.1, .json or .json.gz; - for standard input.",
        };
        var tenant = SharedOptions.Tenant();
        var organisation = new Option<string>("--org") { Description = "Who owns them.", Required = true };
        var unmarked = SharedOptions.Label(
            "--unmarked", "The TLP label of objects whose markings state none.", "amber");
        var quiet = new Option<bool>("--quiet") { Description = "Print the refused objects only." };
        var command = new Command("stix", "Imports a bundle of STIX 2.1 and prints what became of each object.")
        {
            file, data, database, tenant, organisation, unmarked, quiet,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            await using var opened = await Database.OpenAsync(
                arguments.GetValue(database), arguments.GetRequiredValue(data), cancellation);
            await using var system = AttributionSystem.Open(opened.ConnectionString);
            var name = arguments.GetRequiredValue(file);
            using var bundle = name == "-" ? null : BundleFile.Open(name);
            var content = bundle?.Content ?? Console.OpenStandardInput();
            var request = new StixImportRequest(
                name == "-" ? "standard input" : Path.GetFileName(name),
                TlpLabel.Parse(arguments.GetRequiredValue(unmarked))!.Value);
            var importer = Importer(arguments.GetRequiredValue(tenant), arguments.GetRequiredValue(organisation));
            return await RunAsync(system, content, request, importer, arguments.GetValue(quiet), cancellation);
        });
        return command;
    }

    /// <summary>Whoever may start the program on the server may edit campaigns; what it brings counts as a machine's
    /// word, because nobody has read it.</summary>
    internal static Principal Importer(string tenant, string organisation) =>
        ImportCommand.Importer(tenant, organisation) with { Roles = [Role.Analyst, Role.Pipeline] };

    /// <summary>Imports and tells of every object; 1 when one was refused or the import could not go on.</summary>
    internal static async Task<int> RunAsync(
        AttributionSystem system,
        Stream content,
        StixImportRequest request,
        Principal importer,
        bool isQuiet,
        CancellationToken cancellation)
    {
        try
        {
            var done = await system.ImportStixAsync(
                content, request, importer, Tell, new Progress(isQuiet), cancellation);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{done.BundleId ?? "the objects"}: {Describe(done.Counts)}. The report is import {done.Id}."));
            return done.Counts.Refused == 0 ? 0 : 1;
        }
        catch (StixImportStopped stopped)
        {
            await Console.Error.WriteLineAsync(stopped.Message);
            return 1;
        }

        void Tell(StixImportItem item)
        {
            if (!isQuiet || item.Outcome == StixImportOutcome.Refused)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{item.Outcome,-8}{item.ObjectId ?? "?"}  {item.Code} {item.Message}").TrimEnd());
            }
        }
    }

    private static string Describe(StixImportCounts counts) => string.Create(
        CultureInfo.InvariantCulture,
        $"{counts.Taken} taken, {counts.Opaque} kept as they are, {counts.Known} known already, "
        + $"{counts.Waiting} waiting, {counts.Refused} refused");

    /// <summary>Tells how far it is on the error stream, which a pipe leaves on the screen.</summary>
    private sealed class Progress(bool isWanted) : IProgress<StixImportCounts>
    {
        public void Report(StixImportCounts value)
        {
            if (isWanted)
            {
                Console.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{value.Total} objects: {Describe(value)}"));
            }
        }
    }
}
