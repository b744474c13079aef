using System.CommandLine;
using Attribution.Api.Authentication;

namespace Attribution.Api.CommandLine;

/// <summary><c>attribution token</c>: mints a token of the development issuer.</summary>
internal static class TokenCommand
{
    internal static Command Create()
    {
        var (data, who) = (SharedOptions.Data(), new TokenOptions());
        var command = new Command(
            "token", "Mints a token of the development issuer, for servers that use the same data folder.")
        {
            data,
        };
        who.AddTo(command);
        command.SetAction(arguments =>
        {
            using var issuer = DevelopmentIssuer.Open(arguments.GetRequiredValue(data).FullName);
            Console.WriteLine(who.Mint(arguments, issuer, TimeProvider.System));
        });
        return command;
    }
}
