using System.CommandLine;
using Attribution.Api.Authentication;
using Attribution.Api.Hosting;
using Attribution.App;

namespace Attribution.Api.CommandLine;

/// <summary><c>attribution demo</c>: everything on this machine, with sample clusters and a token to try it
/// with.</summary>
internal static class DemoCommand
{
    private const string Tenant = "demo";
    private const string Organisation = "soc";

    internal static Command Create()
    {
        var (data, database, urls) = (SharedOptions.Data(), SharedOptions.Database(), SharedOptions.Urls());
        var published = SharedOptions.PublishedOnLoopback();
        var clusters = new Option<FileInfo?>("--clusters")
        {
            Description = "A file of clusters, one JSON object a line; the sample clusters when not given.",
        };
        var who = new TokenOptions();
        var command = new Command("demo", "Starts everything on this machine and prints how to try it.")
        {
            data, database, urls, published, clusters,
        };
        who.AddTo(command);
        clusters.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<FileInfo?>() is { Exists: false } missing)
            {
                result.AddError($"--clusters: there is no file {missing.FullName}.");
            }
        });
        command.SetAction(async (arguments, cancellation) =>
        {
            var listenOn = arguments.GetRequiredValue(urls);
            LoopbackOnly.Demand(listenOn, arguments.GetValue(published));

            using var issuer = DevelopmentIssuer.Open(arguments.GetRequiredValue(data).FullName);
            var schema = Task.Run(AttributionSystem.BuildSchema, cancellation);
            await using var opened = await Database.OpenAsync(
                arguments.GetValue(database), arguments.GetRequiredValue(data), cancellation);
            Console.WriteLine($"{opened.Description} is up to date.");
            await using var system = AttributionSystem.Open(opened.ConnectionString, schema: await schema);
            await using (var content = Clusters(arguments.GetValue(clusters)))
            {
                await ImportCommand.RunAsync(
                    system, content, ImportCommand.Importer(Tenant, Organisation), cancellation);
            }

            await using var app = ApiHost.Build(system, listenOn, issuer);
            await app.StartAsync(cancellation);
            Console.Write(DemoText.Write(app.Urls.First(), who.Mint(arguments, issuer, TimeProvider.System)));
            await app.WaitForShutdownAsync(cancellation);
            Console.WriteLine("Stopped; the data stay.");
        });
        return command;
    }

    private static Stream Clusters(FileInfo? given) => given?.OpenRead()
        ?? typeof(DemoCommand).Assembly.GetManifestResourceStream(
            "Attribution.Api.CommandLine.sample-clusters.ndjson")!;
}
