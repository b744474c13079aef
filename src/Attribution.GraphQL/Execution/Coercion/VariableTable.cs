using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Execution;

/// <summary>A variable of an operation with its type.</summary>
internal sealed record DeclaredVariable(int Index, string Text, VariableDefinition Syntax, GraphType Type)
{
    public Name Name => Syntax.Variable.Name;
}

/// <summary>The variables an operation declares.</summary>
internal sealed class VariableTable
{
    private readonly DeclaredVariable[] _variables;

    private VariableTable(DeclaredVariable[] variables) => _variables = variables;

    public static VariableTable Empty { get; } = new([]);

    public ReadOnlySpan<DeclaredVariable> Variables => _variables;

    public static VariableTable Of(Schema schema, Definition.Operation operation)
    {
        if (operation.Variables.Count == 0)
        {
            return Empty;
        }

        var variables = operation.Variables.Select((syntax, index) =>
            new DeclaredVariable(index, syntax.Variable.Name.ToString(), syntax, schema.TypeOf(syntax.Type)!));
        return new VariableTable([.. variables]);
    }

    // Operations have a handful of variables: a walk beats a hash.
    public DeclaredVariable? Find(Name name)
    {
        foreach (var variable in _variables)
        {
            if (variable.Name == name)
            {
                return variable;
            }
        }

        return null;
    }
}
