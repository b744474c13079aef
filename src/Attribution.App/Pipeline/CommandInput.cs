using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Pipeline;

/// <summary>What a mutation is given: which aggregate, what to do, and what every command may say beside it.</summary>
/// <param name="Id">The aggregate; a new id for a command that opens one.</param>
/// <param name="Content">What to do.</param>
/// <param name="Context">The version the caller saw, and why.</param>
internal sealed record CommandInput<T>(Guid Id, T Content, CommandContext Context)
{
    /// <summary>The id that the client gave the command.</summary>
    internal string? GivenCommandId { get; init; }

    /// <summary>Whether the command opens the aggregate, so that its id was made here.</summary>
    internal bool IsOpening { get; init; }

    /// <summary>What the client said, to tell a repeated command from another one.</summary>
    internal object Said => new { Id = IsOpening ? (Guid?)null : Id, Content, Context.ExpectedVersion };
}

internal static class CommandInput
{
    /// <summary>The field that names the aggregate.</summary>
    internal const string IdField = "id";

    /// <summary>Binds the input of commands on an existing aggregate: its SDL has <c>id: UUID!</c> and
    /// <c>expectedVersion: Long</c> beside the content.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="typeName">The type in the schema.</param>
    /// <param name="content">Declares the fields of the content and answers the function that reads it.</param>
    /// <param name="reason">Why, as far as the content says it; kept with the events.</param>
    internal static void Bind<T>(
        SchemaBindings schema,
        string typeName,
        Func<InputObjectBinding<CommandInput<T>>, Func<InputValues, T>> content,
        Func<T, string?>? reason = null) =>
        schema.InputObject<CommandInput<T>>(typeName, input =>
        {
            var (id, version) = (
                input.Field(IdField, Input.Of<Guid>()), input.Field("expectedVersion", Input.NullableValue<long>()));
            var command = CommandId.Declare(input);
            var read = content(input);
            return values => From(values.Get(id), read(values), values.Get(version), reason) with
            {
                GivenCommandId = values.Get(command),
            };
        });

    /// <summary>Binds the input of commands that open an aggregate.</summary>
    internal static void BindOpening<T>(
        SchemaBindings schema,
        string typeName,
        Func<InputObjectBinding<CommandInput<T>>, Func<InputValues, T>> content) =>
        schema.InputObject<CommandInput<T>>(typeName, input =>
        {
            var command = CommandId.Declare(input);
            var read = content(input);
            return values => From(Guid.NewGuid(), read(values), null, null) with
            {
                GivenCommandId = values.Get(command),
                IsOpening = true,
            };
        });

    private static CommandInput<T> From<T>(Guid id, T content, long? expectedVersion, Func<T, string?>? reason) =>
        new(id, content, new CommandContext(expectedVersion, reason?.Invoke(content)));
}
