using Attribution.App.Access;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;
using NodaTime;

namespace Attribution.App.Pipeline;

/// <summary>Defines mutations of one kind of aggregate: every one checks the caller's permission, prepares the command
/// and sends it through <see cref="CommandHandling"/>.</summary>
internal sealed class CommandFields<TState, TView, TEvent>(
    CommandHandling commands, Aggregate<TState, TView, TEvent> aggregate, SchemaBindings schema)
    where TState : class, IState<TState, TEvent>
    where TView : class
    where TEvent : class
{
    /// <summary>A mutation whose command needs nothing but its input.</summary>
    internal CommandFields<TState, TView, TEvent> Define<T>(
        string name, Permission permission, Func<T, Author, Instant, ICommand<TState, TEvent>> command) =>
        Define<T>(name, permission, (input, _) => ValueTask.FromResult<Preparation<TState, TEvent>>(
            new((by, at) => command(input.Content, by, at))));

    /// <summary>A mutation whose command needs facts that are looked up first.</summary>
    /// <param name="name">The field.</param>
    /// <param name="permission">What the caller's roles must allow.</param>
    /// <param name="prepare">Looks up the facts, as far as the caller may see them, and answers the command or why
    /// there is none.</param>
    internal CommandFields<TState, TView, TEvent> Define<T>(
        string name,
        Permission permission,
        Func<CommandInput<T>, FieldCall, ValueTask<Preparation<TState, TEvent>>> prepare)
    {
        schema.Object<Root>("Mutation").Define(name, field =>
        {
            var input = field.Argument<CommandInput<T>>("input");
            return field.Returns(Output.Of<CommandPayload<TView>>())
                .Async((_, call) => HandleAsync(call, name, permission, call.Get(input), prepare));
        });
        return this;
    }

    private async ValueTask<CommandPayload<TView>> HandleAsync<T>(
        FieldCall call,
        string name,
        Permission permission,
        CommandInput<T> input,
        Func<CommandInput<T>, FieldCall, ValueTask<Preparation<TState, TEvent>>> prepare)
    {
        if (!call.Caller().May(permission))
        {
            return CommandPayload<TView>.Forbidden;
        }

        var context = input.Context with { Once = call.KeyOf(name, input.GivenCommandId, input.Said) };
        var prepared = await prepare(input, call);
        return CommandPayload<TView>.From(prepared.Command is { } command
            ? await commands.HandleAsync(
                aggregate, input.Id, call.Caller(), command, context, call.Cancellation)
            : await commands.FindFirstAsync(aggregate, call.Caller(), context, call.Cancellation)
                ?? new CommandOutcome<TView>.Refused(prepared.Rejection!));
    }
}

/// <summary>A command that is ready to be decided, or why there is none.</summary>
internal readonly record struct Preparation<TState, TEvent>
    where TState : class, IState<TState, TEvent>
{
    internal Preparation(Func<Author, Instant, ICommand<TState, TEvent>> command) => Command = command;

    private Preparation(Rejection rejection) => Rejection = rejection;

    internal Func<Author, Instant, ICommand<TState, TEvent>>? Command { get; }

    internal Rejection? Rejection { get; }

    public static implicit operator Preparation<TState, TEvent>(Rejection rejection) => new(rejection);
}
