using System.CommandLine;
using Attribution.App.KillChain.Releases;

namespace Attribution.Api.CommandLine;

/// <summary><c>attribution attack facts FILE</c>: prints the facts of a release, as the program ships them.</summary>
internal static class AttackCommand
{
    internal static Argument<string> File() => new("file")
    {
        Description = "A release as a STIX 2.1 bundle, .json or .json.gz.",
    };

    internal static Option<string?> Release() => new("--release")
    {
        Description = "Which release it is, such as 18.1; needed when neither the bundle nor its file name says so.",
    };

    internal static Command Create() => new("attack", "Looks into releases of MITRE ATT&CK.") { Facts() };

    private static Command Facts()
    {
        var (file, release) = (File(), Release());
        var command = new Command("facts", "Prints tactics and techniques of a release as lines of fields.")
        {
            file, release,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            using var bundle = BundleFile.Open(arguments.GetRequiredValue(file));
            var reading = await AttackBundle.ReadAsync(
                bundle.Content, arguments.GetValue(release) ?? bundle.Version, cancellation: cancellation);
            if (reading.Facts is { } facts)
            {
                Console.Write(facts.Print());
                return 0;
            }

            Console.Error.WriteLine($"{reading.Problem!.Code}: {reading.Problem.Message}");
            return 1;
        });
        return command;
    }
}
