using System.CommandLine;
using Attribution.Domain.Access;

namespace Attribution.Api.CommandLine;

/// <summary>Options that several commands share.</summary>
internal static class SharedOptions
{
    internal static Option<DirectoryInfo> Data() => new("--data")
    {
        Description = "The folder of the private PostgreSQL server and of the development issuer's key.",
        DefaultValueFactory = _ => new DirectoryInfo("data"),
    };

    internal static Option<string?> Database() => new("--database")
    {
        Description = "A PostgreSQL 15 or later, as Npgsql connection string or postgresql:// URL. Without it, "
            + $"{DatabaseAddress.Variables} are asked, and then the private server of the data folder is started.",
    };

    internal static Option<string> Urls() => new("--urls")
    {
        Description = "The addresses to listen on, separated by semicolons.",
        DefaultValueFactory = _ => "http://127.0.0.1:5080",
    };

    internal static Option<string> Tenant() => new("--tenant") { Description = "Whose campaigns.", Required = true };

    /// <summary>A TLP label; <see cref="TlpLabel.Parse"/> reads its value.</summary>
    internal static Option<string> Label(string name, string description, string otherwise)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (TlpLabel.Parse(result.GetValueOrDefault<string>()) is null)
            {
                result.AddError($"{name} is clear, green, amber, amber+strict or red.");
            }
        });
        return option;
    }

    internal static Option<bool> PublishedOnLoopback() => new("--published-on-loopback")
    {
        Description = "I vouch that the addresses can be reached from this machine only, as those of a container whose "
            + "port is published on 127.0.0.1.",
    };
}
