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
        var (audited, kept, readers) = (AuditReading(), KeepAudit(), ReaderDatabase());
        var command = new Command("serve", "Serves the API.")
        {
            data, database, readers, urls, published, development, audited, kept,
        };
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
            await using var system = AttributionSystem.Open(
                opened.ConnectionString,
                readerConnectionString: arguments.GetValue(readers) is { Length: > 0 } address
                    ? DatabaseAddress.ToConnectionString(address)
                    : null,
                options: new AttributionOptions
                {
                    AuditedReading = arguments.GetRequiredValue(audited),
                    KeepAuditDays = arguments.GetRequiredValue(kept),
                },
                schema: await schema);
            await using var app = ApiHost.Build(system, listenOn, issuer);
            await app.StartAsync(cancellation);
            Console.WriteLine($"The API is at {app.Urls.First()}/graphql.");
            await app.WaitForShutdownAsync(cancellation);
        });
        return command;
    }

    private static Option<string?> ReaderDatabase() => new("--reader-database")
    {
        Description = "The same database through a login of its own for what callers read: a member of "
            + "attribution_reader, and of attribution_crossing if superusers shall cross tenants. Without it, "
            + $"{DatabaseAddress.ReaderVariable} is asked, and then the login of --database takes on those roles.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(DatabaseAddress.ReaderVariable),
    };

    private static Option<int> KeepAudit()
    {
        var option = new Option<int>("--keep-audit-days")
        {
            Description = "For how many days it is kept who read what, "
                + $"{AttributionOptions.KeepAuditDaysMin} at least.",
            DefaultValueFactory = _ => new AttributionOptions().KeepAuditDays,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < AttributionOptions.KeepAuditDaysMin)
            {
                result.AddError($"--keep-audit-days takes {AttributionOptions.KeepAuditDaysMin} or more.");
            }
        });
        return option;
    }

    private static Option<double> AuditReading()
    {
        var option = new Option<double>("--audit-reading")
        {
            Description = "How many of the answers that show campaigns are recorded for auditors, 0 to 1. What shows "
                + "TLP:RED is recorded always.",
            DefaultValueFactory = _ => new AttributionOptions().AuditedReading,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 1))
            {
                result.AddError("--audit-reading takes a number from 0 to 1.");
            }
        });
        return option;
    }
}
