using System.CommandLine;
using System.Globalization;
using Attribution.App;
using Attribution.App.Campaigns.Promotion;
using Attribution.Domain.Access;

namespace Attribution.Api.CommandLine;

/// <summary><c>attribution import clusters FILE</c>: promotes a file of clusters.</summary>
internal static class ImportCommand
{
    internal static Command Create() => new("import", "Imports data.")
    {
        Clusters(),
        ImportAttackCommand.Create(),
        ImportStixCommand.Create(),
        ImportFeedsCommand.Create(),
    };

    /// <summary>Who imports at the command line: whoever may start the program on the server is trusted as a pipeline
    /// of the tenant that is named.</summary>
    internal static Principal Importer(string tenant, string organisation) => new(
        Author.ClusterDetector.Id,
        new TenantId(tenant),
        new OrganisationId(organisation),
        Tlp.Red,
        [],
        [Role.Pipeline],
        []);

    /// <summary>Imports and tells of it; the number of refused lines.</summary>
    internal static async Task<int> RunAsync(
        AttributionSystem system, Stream clusters, Principal importer, CancellationToken cancellation)
    {
        var total = await system.ImportClustersAsync(
            clusters, importer, Tell, progress: null, cancellation);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{total.Promoted} clusters promoted, {total.Proposed} proposed to be merged, "
            + $"{total.Unchanged} known already, {total.Refused} refused."));
        return total.Refused;

        static void Tell(RefusedCluster refused) => Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"line {refused.Line}: {refused.Code}: {refused.Message}"));
    }

    private static Command Clusters()
    {
        var (data, database) = (SharedOptions.Data(), SharedOptions.Database());
        var file = new Argument<string>("file") { Description = "One cluster a line, as JSON; - for standard input." };
        var tenant = SharedOptions.Tenant();
        var organisation = new Option<string>("--org") { Description = "Who owns them.", Required = true };
        var command = new Command("clusters", "Promotes clusters of the correlation pipeline.")
        {
            file, data, database, tenant, organisation,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            await using var opened = await Database.OpenAsync(
                arguments.GetValue(database), arguments.GetRequiredValue(data), cancellation);
            await using var system = AttributionSystem.Open(opened.ConnectionString);
            await using var content = Open(arguments.GetRequiredValue(file));
            var importer = Importer(arguments.GetRequiredValue(tenant), arguments.GetRequiredValue(organisation));
            return await RunAsync(system, content, importer, cancellation) == 0 ? 0 : 1;
        });
        return command;
    }

    private static Stream Open(string file) => file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
}
