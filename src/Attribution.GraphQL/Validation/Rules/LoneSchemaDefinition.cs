using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>A schema is defined once (section 3.3 "Schema").</summary>
internal sealed class LoneSchemaDefinition(ValidationContext context) : ValidationRule(context), IEnter<Definition>
{
    private int _count;

    public void Enter(Definition definition)
    {
        if (definition is not Definition.Schema { IsExtension: false })
        {
            return;
        }

        if (Context.KnownSchema is { } extended && (extended.Syntax ?? (object?)extended.Query) is not null)
        {
            Context.Report("Cannot define a new schema within a schema extension.", definition.Location);
        }
        else if (++_count > 1)
        {
            Context.Report("Must provide only one schema definition.", definition.Location);
        }
    }
}
