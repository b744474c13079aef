using System.CommandLine;
using System.Globalization;
using Attribution.App;
using Attribution.Messaging;
using NodaTime;
using NodaTime.Text;

namespace Attribution.Api.CommandLine;

/// <summary><c>attribution messages ...</c>: queues and dead letters, for whoever runs the server. Who may start the
/// program here is trusted with every message of the tenant that is named.</summary>
internal static class MessagesCommand
{
    private const int Failed = 1;

    internal static Command Create() => new("messages", "Looks after queues and dead letters.")
    {
        Queues(), Pause(), Resume(), Dead(), Replay(), Discard(), Edit(),
    };

    private static Command Queues() => Define(
        "queues", "Lists the queues and how many messages they hold.", [], async (system, _, cancellation) =>
        {
            foreach (var queue in await system.Queues.ListAsync(cancellation))
            {
                var counts = string.Join(
                    ", ", queue.Counts.Select(count => string.Create(
                        CultureInfo.InvariantCulture, $"{count.Messages} {count.State}")));
                var pause = queue.Pause is { } paused ? $" (paused by {paused.PausedBy}: {paused.Reason})" : "";
                Console.WriteLine($"{queue.Queue}: {counts}{pause}");
            }

            return 0;
        });

    private static Command Pause()
    {
        var (queue, reason) = (QueueArgument(), ReasonOption());
        return Define("pause", "Stops the handling of a queue, on every node.", [queue, reason],
            async (system, arguments, cancellation) => await system.Queues.PauseAsync(
                arguments.GetRequiredValue(queue),
                SystemClock.Instance.GetCurrentInstant(),
                Environment.UserName,
                arguments.GetRequiredValue(reason),
                cancellation)
                ? 0
                : Say("It was paused before."));
    }

    private static Command Resume()
    {
        var queue = QueueArgument();
        return Define("resume", "Lets a queue go on.", [queue], async (system, arguments, cancellation) =>
            await system.Queues.ResumeAsync(arguments.GetRequiredValue(queue), cancellation)
                ? 0
                : Say("It was not paused."));
    }

    private static Command Dead()
    {
        var tenant = TenantOption();
        return Define("dead", "Lists dead letters, newest first.", [tenant], async (system, arguments, cancellation) =>
        {
            foreach (var letter in await system.DeadLetters.ListAsync(
                arguments.GetRequiredValue(tenant),
                new DeadLetterFilter(),
                Messaging.DeadLetters.MaxPage,
                cancellation: cancellation))
            {
                var diedAt = InstantPattern.ExtendedIso.Format(letter.DiedAt);
                Console.WriteLine(
                    $"{letter.MessageId}  {diedAt}  {letter.Queue}  {letter.Envelope.Type}  {letter.Code}  "
                    + letter.Detail);
            }

            return 0;
        });
    }

    private static Command Replay()
    {
        var (ids, tenant, reason) = (IdsArgument(), TenantOption(), ReasonOption());
        var all = new Option<bool>("--all") { Description = "All of the tenant's." };
        return Define("replay", "Sends dead letters through their queues again.", [ids, tenant, reason, all],
            async (system, arguments, cancellation) =>
            {
                var (whose, why) = (arguments.GetRequiredValue(tenant), arguments.GetRequiredValue(reason));
                var sent = arguments.GetValue(all)
                    ? await system.DeadLetters.ReplayAllAsync(
                        whose, new DeadLetterFilter(), Environment.UserName, why, cancellation)
                    : (await system.DeadLetters.ReplayAsync(
                        whose, Ids(arguments, ids), Environment.UserName, why, cancellation)).Count;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sent} sent again."));
                return 0;
            });
    }

    private static Command Discard()
    {
        var (ids, tenant, reason) = (IdsArgument(), TenantOption(), ReasonOption());
        return Define("discard", "Gives dead letters up.", [ids, tenant, reason],
            async (system, arguments, cancellation) =>
            {
                var given = await system.DeadLetters.DiscardAsync(
                    arguments.GetRequiredValue(tenant),
                    Ids(arguments, ids),
                    Environment.UserName,
                    arguments.GetRequiredValue(reason),
                    cancellation);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{given.Count} given up."));
                return 0;
            });
    }

    private static Command Edit()
    {
        var id = new Argument<Guid>("id") { Description = "The dead letter." };
        var file = new Argument<FileInfo>("file") { Description = "Its new body, JSON." };
        var type = new Option<string?>("--type") { Description = "Its new type; the old one stays without it." };
        var (tenant, reason) = (TenantOption(), ReasonOption());
        return Define("edit", "Replaces the body of a dead letter; the original is kept.",
            [id, file, tenant, reason, type], async (system, arguments, cancellation) =>
            {
                var text = await File.ReadAllBytesAsync(arguments.GetRequiredValue(file).FullName, cancellation);
                if (!MessageBody.TryParse(text, out var body, out var error))
                {
                    return Say($"{error!.Message} (byte {error.Position})");
                }

                return await system.DeadLetters.EditAsync(
                    arguments.GetRequiredValue(tenant),
                    new MessageId(arguments.GetRequiredValue(id)),
                    body!,
                    arguments.GetValue(type),
                    Environment.UserName,
                    arguments.GetRequiredValue(reason),
                    cancellation)
                    ? 0
                    : Say("There is no such dead letter.");
            });
    }

    private static Command Define(
        string name,
        string description,
        Symbol[] symbols,
        Func<AttributionSystem, ParseResult, CancellationToken, Task<int>> run)
    {
        var (data, database) = (SharedOptions.Data(), SharedOptions.Database());
        var command = new Command(name, description) { data, database };
        foreach (var symbol in symbols)
        {
            switch (symbol)
            {
                case Option option:
                    command.Add(option);
                    break;
                case Argument argument:
                    command.Add(argument);
                    break;
            }
        }

        command.SetAction(async (arguments, cancellation) =>
        {
            await using var opened = await Database.OpenAsync(
                arguments.GetValue(database), arguments.GetRequiredValue(data), cancellation);
            await using var system = AttributionSystem.Open(opened.ConnectionString);
            return await run(system, arguments, cancellation);
        });
        return command;
    }

    private static MessageId[] Ids(ParseResult arguments, Argument<Guid[]> ids) =>
        [.. (arguments.GetValue(ids) ?? []).Select(id => new MessageId(id))];

    private static int Say(string problem)
    {
        Console.Error.WriteLine(problem);
        return Failed;
    }

    private static Argument<string> QueueArgument() =>
        new("queue") { Description = "The queue: clusters, webhooks or broker." };

    private static Argument<Guid[]> IdsArgument() => new("ids")
    {
        Description = "The dead letters.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static Option<string> TenantOption() => new("--tenant") { Description = "Whose.", Required = true };

    private static Option<string> ReasonOption() => new("--reason")
    {
        Description = "Why. It is kept.",
        Required = true,
    };
}
