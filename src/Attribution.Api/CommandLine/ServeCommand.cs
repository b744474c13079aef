using System.CommandLine;
using Attribution.Api.Authentication;
using Attribution.Api.Hosting;
using Attribution.App;

namespace Attribution.Api.CommandLine;

/// <summary><c>attribution serve</c>: runs the API until it is told to stop.</summary>
internal static class ServeCommand
{
    internal static Command Create()
    {
        var (data, database, urls) = (SharedOptions.Data(), SharedOptions.Database(), SharedOptions.Urls());
        var published = SharedOptions.PublishedOnLoopback();
        var development = new Option<bool>("--development")
        {
            Description = "Accept tokens of the development issuer (attribution token) instead of a configured one.",
        };
        var command = new Command("serve", "Serves the API.") { data, database, urls, published, development };
        command.SetAction(async (arguments, cancellation) =>
        {
            var listenOn = arguments.GetRequiredValue(urls);
            if (arguments.GetValue(development))
            {
                LoopbackOnly.Demand(listenOn, arguments.GetValue(published));
            }

            using var issuer = arguments.GetValue(development)
                ? DevelopmentIssuer.Open(arguments.GetRequiredValue(data).FullName)
                : null;
            var schema = Task.Run(AttributionSystem.BuildSchema, cancellation);
            await using var opened = await Database.OpenAsync(
                arguments.GetValue(database), arguments.GetRequiredValue(data), cancellation);
            await using var system = AttributionSystem.Open(opened.ConnectionString, schema: await schema);
            await using var app = ApiHost.Build(system, listenOn, issuer);
            await app.RunAsync(cancellation);
        });
        return command;
    }
}
