using System.Collections.Immutable;
using Attribution.App.Access;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.EventStore.Rows;
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
    /// there is none. It is called again when the command has to be decided again.</param>
    internal CommandFields<TState, TView, TEvent> Define<T>(
        string name,
        Permission permission,
        Func<CommandInput<T>, FieldCall, ValueTask<Preparation<TState, TEvent>>> prepare) =>
        Define<T>(name, permission, (input, _, call) => prepare(input, call));

    /// <summary>A mutation that opens an aggregate whose id follows from the input and the caller.</summary>
    /// <param name="name">The field.</param>
    /// <param name="permission">What the caller's roles must allow.</param>
    /// <param name="id">The id.</param>
    /// <param name="prepare">The command, or why there is none.</param>
    internal CommandFields<TState, TView, TEvent> DefineOpening<T>(
        string name,
        Permission permission,
        Func<T, Principal, Guid> id,
        Func<T, Principal, Preparation<TState, TEvent>> prepare)
    {
        schema.Object<Root>("Mutation").Define(name, field =>
        {
            var input = field.Argument<CommandInput<T>>("input");
            return field.Returns(Output.Of<CommandPayload<TView>>()).Async((_, call) => HandleAsync(
                call,
                name,
                permission,
                call.Get(input) with { Id = id(call.Get(input).Content, call.Caller()) },
                (opened, _, _) => ValueTask.FromResult(prepare(opened.Content, call.Caller()))));
        });
        return this;
    }

    /// <summary>A mutation whose command needs facts that depend on the page it is decided on.</summary>
    /// <param name="name">The field.</param>
    /// <param name="permission">What the caller's roles must allow.</param>
    /// <param name="prepare">As above; it gets the page too, null when there is none.</param>
    internal CommandFields<TState, TView, TEvent> Define<T>(
        string name,
        Permission permission,
        Func<CommandInput<T>, TView?, FieldCall, ValueTask<Preparation<TState, TEvent>>> prepare)
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
        Func<CommandInput<T>, TView?, FieldCall, ValueTask<Preparation<TState, TEvent>>> prepare) =>
        call.Caller().May(permission)
            ? Payload(
                input,
                await commands.HandleAsync(
                    aggregate,
                    input.Id,
                    call.Caller(),
                    // What is looked up next would tell a campaign that is hidden from one that is not there.
                    page => page is null && !input.IsOpening
                        ? ValueTask.FromResult<Preparation<TState, TEvent>>(aggregate.NotFound)
                        : prepare(input, page, call),
                    input.Context with { Once = call.KeyOf(name, input.GivenCommandId, input.Said) },
                    call.Cancellation),
                call.Caller())
            : CommandPayload<TView>.Forbidden(permission);

    /// <summary>What is not there was named by the <c>id</c> of the input.</summary>
    private CommandOutcome<TView> Named(CommandOutcome<TView> outcome, bool isOpening) =>
        outcome is CommandOutcome<TView>.Refused { Rejection: var why } && why == aggregate.NotFound && !isOpening
            ? new CommandOutcome<TView>.Refused(why with { Field = CommandInput.IdField })
            : outcome;

    /// <summary>Whoever gives a record away, to another audience, does not see it any longer.</summary>
    private CommandPayload<TView> Payload<T>(CommandInput<T> input, CommandOutcome<TView> outcome, Principal caller)
    {
        var payload = CommandPayload<TView>.From(Named(outcome, input.IsOpening));
        return payload.Page is { } page && !aggregate.IsVisible(caller, page)
            ? payload with { Page = null }
            : payload;
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

    /// <summary>The versions at which other streams were read. When one of them has changed by the time of the commit,
    /// everything is looked up and decided again.</summary>
    internal ImmutableArray<StreamExpectation> ReliesOn { get => field.IsDefault ? [] : field; init; }

    /// <summary>Rows that are stored with the events only if their keys are still free. When one is taken, what was
    /// looked up holds no longer, and everything is looked up and decided again.</summary>
    internal ImmutableArray<RowSet> Marks { get => field.IsDefault ? [] : field; init; }

    /// <summary>Rows that were looked for and not found (<see cref="RowChange.ExpectNone"/>). When one is there by the
    /// time of the commit, whoever asked is told that the key is taken, and looks again.</summary>
    internal ImmutableArray<RowSet> Absent { get => field.IsDefault ? [] : field; init; }

    /// <summary>All that decides with the rest of the commit whether it is stored.</summary>
    internal ImmutableArray<RowSet> Rows => [.. Marks, .. Absent];

    public static implicit operator Preparation<TState, TEvent>(Rejection rejection) => new(rejection);
}
