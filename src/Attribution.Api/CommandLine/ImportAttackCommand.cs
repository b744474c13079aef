using System.CommandLine;
using System.Globalization;
using Attribution.App;
using Attribution.App.KillChain.Releases;

namespace Attribution.Api.CommandLine;

/// <summary><c>attribution import attack FILE</c>: imports a release of MITRE ATT&amp;CK.</summary>
internal static class ImportAttackCommand
{
    internal static Command Create()
    {
        var (data, database) = (SharedOptions.Data(), SharedOptions.Database());
        var (file, release) = (AttackCommand.File(), AttackCommand.Release());
        var command = new Command("attack", "Imports a release of MITRE ATT&CK; several stand side by side.")
        {
            file, release, data, database,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            using var bundle = BundleFile.Open(arguments.GetRequiredValue(file));
            await using var opened = await Database.OpenAsync(
                arguments.GetValue(database), arguments.GetRequiredValue(data), cancellation);
            await using var system = AttributionSystem.Open(opened.ConnectionString);
            using var bar = ProgressBar.OnTerminal();
            var result = await system.ImportAttackAsync(
                bundle.Content,
                arguments.GetValue(release) ?? bundle.Version,
                new ImmediateProgress<long>(objects => bar.Show(bundle.Share, Objects(objects))),
                cancellation);
            bar.Clear();
            return Tell(result);
        });
        return command;
    }

    private static int Tell(AttackImportResult result)
    {
        if (result.Reading.Unreadable > 0)
        {
            Console.Error.WriteLine($"{Objects(result.Reading.Unreadable)} could not be read and were left out.");
        }

        if (result.Reading.Facts is not { Release: var release })
        {
            Console.Error.WriteLine($"{result.Reading.Problem!.Code}: {result.Reading.Problem.Message}");
            return 1;
        }

        var outcome = result.Changed ? "imported" : "known already";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"ATT&CK {release.Domain} {release.Version}, {outcome}: {release.Tactics.Length} tactics and "
            + $"{release.Techniques.Count} techniques from {Objects(result.Reading.Objects)}."));
        return 0;
    }

    private static string Objects(long count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} objects");
}
