using Attribution.Api.Auditing;
using Attribution.Api.Authentication;
using Attribution.Api.Messages;
using Attribution.Api.Taxii;
using Attribution.App;

namespace Attribution.Api.Hosting;

/// <summary>The web server: GraphQL for authenticated callers, and health for operators.</summary>
internal static class ApiHost
{
    /// <param name="system">What is served.</param>
    /// <param name="urls">Addresses to listen on, separated by semicolons.</param>
    /// <param name="developmentIssuer">Issues and checks tokens on a developer's machine; null elsewhere.</param>
    /// <param name="configure">Has the last word about configuration and logs; for tests.</param>
    /// <exception cref="InvalidOperationException">The configuration does not allow what was asked for.</exception>
    internal static WebApplication Build(
        AttributionSystem system,
        string urls,
        DevelopmentIssuer? developmentIssuer,
        Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "attribution",
            EnvironmentName = developmentIssuer is null ? null : Environments.Development,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls(urls);
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        configure?.Invoke(builder);
        builder.Services.AddAnswerCompression();
        var keys = builder.Services.AddTokenAuthentication(
            Issuer(builder.Configuration, developmentIssuer), developmentIssuer?.Key);
        builder.Services.AddRequestLimits(RequestQuota.Read(builder.Configuration));
        builder.Services.AddSingleton(system.Messages).AddHostedService<MessageWorkers>();
        builder.Services.AddSingleton(system).AddHostedService<AuditUpkeep>();
        builder.Services.AddSingleton(system.Feeds).AddHostedService<FeedWorkers>();
        var graphQL = GraphQLSettings.Read(builder.Configuration);

        var app = builder.Build();
        if (Telemetry.Start(app.Configuration) is { } telemetry)
        {
            app.Lifetime.ApplicationStopped.Register(telemetry.Dispose);
        }

        app.UseRequestLog();
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseTaxiiBorder();
        app.UseGraphQL(graphQL);
        app.UseTokens();
        app.UseRateLimiter();
        app.UseStreamExpiry(TimeProvider.System);
        app.UseAuthorization();
        app.MapHealth(system, keys);
        app.MapGraphQL(system, graphQL);
        app.MapClusterMessages(system.Messages);
        app.MapTaxii(system.Taxii);
        app.MapLog(system.Auditing);
        if (developmentIssuer is not null)
        {
            app.MapDevelopmentIssuer(developmentIssuer);
        }

        return app;
    }

    private static IssuerOptions Issuer(ConfigurationManager configuration, DevelopmentIssuer? developmentIssuer)
    {
        if (developmentIssuer is not null)
        {
            return new IssuerOptions { Issuer = DevelopmentIssuer.Name, Audience = DevelopmentIssuer.Audience };
        }

        var issuer = configuration.GetSection("Attribution:Issuer")
            .Get<IssuerOptions>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new IssuerOptions();
        return issuer.Issuer.Length > 0
            ? issuer
            : throw new InvalidOperationException(
                "Say whose tokens are accepted: set Attribution__Issuer__Issuer (and Attribution__Issuer__Audience), "
                + "or start with --development to use the development issuer on this machine.");
    }
}
