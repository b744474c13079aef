using System.CommandLine;
using System.Globalization;
using Attribution.App;
using Attribution.EventStore;
using Attribution.EventStore.Rebuild;

namespace Attribution.Api.CommandLine;

/// <summary><c>attribution rebuild [NAME...]</c>: makes read models anew from the log.</summary>
internal static class RebuildCommand
{
    internal static Command Create()
    {
        var (data, database) = (SharedOptions.Data(), SharedOptions.Database());
        var names = new Argument<string[]>("names")
        {
            Description = "Which; all of them without a name.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        names.AcceptOnlyFromAmong([.. ReadModels.Names]);
        var command = new Command(
            "rebuild", "Makes read models anew from the event log, beside the live ones, and exchanges them.")
        {
            names, data, database,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            await using var opened = await Database.OpenAsync(
                arguments.GetValue(database), arguments.GetRequiredValue(data), cancellation);
            await using var system = AttributionSystem.Open(opened.ConnectionString);
            var named = arguments.GetValue(names) ?? [];
            return await RebuildAsync(system.ReadModels, named.Length > 0 ? named : ReadModels.Names, cancellation);
        });
        return command;
    }

    private static async Task<int> RebuildAsync(
        ReadModels models, IEnumerable<string> names, CancellationToken cancellation)
    {
        foreach (var name in names)
        {
            using var bar = ProgressBar.OnTerminal();
            try
            {
                var report = await models.RebuildAsync(
                    name, new ImmediateProgress<RebuildProgress>(at => Show(bar, at)), cancellation);
                bar.Clear();
                Console.WriteLine(Told(report));
            }
            catch (Exception problem) when (problem is RebuildFailed or UnreadableEvent)
            {
                bar.Clear();
                Console.Error.WriteLine(problem.Message);
                return 1;
            }
        }

        return 0;
    }

    private static void Show(ProgressBar bar, RebuildProgress at) => bar.Show(
        at.EventsTotal == 0 ? 1 : (double)at.EventsDone / at.EventsTotal,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{at.Projection}: {at.EventsDone:N0} events, {at.EventsPerSecond:N0}/s, {at.TimeLeft:hh\\:mm\\:ss} left"));

    private static string Told(RebuildReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Projection}: made anew from {report.Events:N0} events in {report.Elapsed.TotalSeconds:0.0} s"
        + $"{(report.Parked == 0 ? "" : $"; {report.Parked:N0} of them could not be applied and are parked")}.");
}
