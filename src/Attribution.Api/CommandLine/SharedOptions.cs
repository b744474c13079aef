using System.CommandLine;

namespace Attribution.Api.CommandLine;

/// <summary>Options that several commands share.</summary>
internal static class SharedOptions
{
    internal const string DatabaseVariable = "ATTRIBUTION_DATABASE";

    internal static Option<DirectoryInfo> Data() => new("--data")
    {
        Description = "The folder of the private PostgreSQL server and of the development issuer's key.",
        DefaultValueFactory = _ => new DirectoryInfo("data"),
    };

    internal static Option<string?> Database() => new("--database")
    {
        Description = $"Npgsql connection string of a PostgreSQL 15 or later; the private server in the data folder when "
            + $"neither this nor {DatabaseVariable} is given.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(DatabaseVariable),
    };

    internal static Option<string> Urls() => new("--urls")
    {
        Description = "The addresses to listen on, separated by semicolons.",
        DefaultValueFactory = _ => "http://127.0.0.1:5080",
    };
}
