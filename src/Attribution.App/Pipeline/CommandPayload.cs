using Attribution.Domain.Access;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Pipeline;

/// <summary>What a mutation of one aggregate answers.</summary>
/// <param name="Page">The aggregate after it; null when it had no effect because of <paramref name="Errors"/>.</param>
/// <param name="Changed">False when it was so already, or was refused.</param>
/// <param name="Errors">Why it was refused.</param>
internal sealed record CommandPayload<TView>(TView? Page, bool Changed, IReadOnlyList<CommandError> Errors)
    where TView : class
{
    internal static CommandPayload<TView> Forbidden(Permission needed) =>
        new(null, false, [CommandError.Forbidden(needed)]);

    internal static CommandPayload<TView> From(CommandOutcome<TView> outcome) =>
        outcome is CommandOutcome<TView>.Done done
            ? new(done.View, done.Changed, [])
            : new(null, false, [CommandError.From(outcome)!]);

    /// <param name="schema">The schema.</param>
    /// <param name="typeName">The payload's type.</param>
    /// <param name="pageField">The field that holds the aggregate.</param>
    internal static void Bind(SchemaBindings schema, string typeName, string pageField) =>
        schema.Object<CommandPayload<TView>>(typeName)
            .NullableField(pageField, payload => payload.Page)
            .Field("changed", payload => payload.Changed)
            .ListField("errors", payload => payload.Errors);
}
