using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Execution;

/// <summary>
/// Makes values of literals, with the values of variables put in (the "Input Coercion" parts of section 3). Stops at
/// the first <see cref="Problem"/>; what is read after one means nothing.
/// </summary>
internal sealed class LiteralReader(VariableValues variables)
{
    /// <summary>Why a literal could not be read, as the client is told.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads a literal; a variable without a value reads as null.</summary>
    public object? Read(GraphType type, Value literal) => literal switch
    {
        Value.Variable variable => ReadVariable(type, variable),
        Value.Null => type is NonNullType ? Refuse($"Expected value of type \"{type}\", found null.") : null,
        _ => ReadValue(type.Nullable, literal),
    };

    /// <summary>Whether there is anything to read: a variable may have no value at all.</summary>
    public bool IsGiven(Value? literal) =>
        literal is not null && (literal is not Value.Variable variable || variables.TryGet(variable.Name, out _));

    private object? ReadVariable(GraphType type, Value.Variable variable)
    {
        var coerced = variables.TryGet(variable.Name, out var value) ? value.Value.Coerced : null;
        return coerced is null && type is NonNullType
            ? Refuse($"Expected value of type \"{type}\", but the variable \"${variable.Name}\" is null or missing.")
            : coerced;
    }

    private object? ReadValue(GraphType type, Value literal) => type switch
    {
        ListType list => ReadList(list, literal),
        InputObjectType input => ReadObject(input, literal),
        EnumType @enum => ReadEnum(@enum, literal),
        ScalarType scalar => ReadScalar(scalar, literal),
        _ => Refuse($"Type \"{type}\" takes no input."),
    };

    // A single value is a list of that one (section 3.11, "Input Coercion").
    private object?[] ReadList(ListType type, Value literal)
    {
        if (literal is not Value.List list)
        {
            return [Read(type.Item, literal)];
        }

        var items = new object?[list.Items.Count];
        for (var index = 0; index < items.Length && Problem is null; index++)
        {
            items[index] = Read(type.Item, list.Items[index]);
        }

        return items;
    }

    private object? ReadObject(InputObjectType type, Value literal)
    {
        if (literal is not Value.Object fields)
        {
            return Refuse($"Expected value of type \"{type}\", found {ShownValue.Of(literal)}.");
        }

        foreach (var field in fields.Fields)
        {
            if (type.Fields.Find(field.Name) is null)
            {
                return Refuse($"Field \"{field.Name}\" is not defined by type \"{type}\".");
            }
        }

        var built = new InputObjectBuilder(type);
        foreach (var input in type.Fields)
        {
            var given = Find(fields.Fields, input);
            if (IsGiven(given))
            {
                built.Add(input, Read(input.Type, given!));
            }
        }

        return Problem is null ? Finish(built) : null;
    }

    private object? Finish(InputObjectBuilder built)
    {
        var value = built.Build(out var problem);
        Problem ??= problem;
        return value;
    }

    private object? ReadEnum(EnumType type, Value literal) =>
        literal is Value.Enum value && type.Values.Find(value.Name) is { } known
            ? type.Binding.ValueOf(known.Name)
            : Refuse($"Value {ShownValue.Of(literal)} does not exist in \"{type}\" enum.");

    private object? ReadScalar(ScalarType type, Value literal)
    {
        var coerced = type.Codec.Read(LiteralVariables.Fill(literal, variables));
        return coerced.Problem is null ? coerced.Value : Refuse(coerced.Problem);
    }

    private object? Refuse(string problem)
    {
        Problem ??= problem;
        return null;
    }

    private static Value? Find(SyntaxList<ObjectField> fields, InputDefinition input)
    {
        foreach (var field in fields)
        {
            if (field.Name == input.Key)
            {
                return field.Value;
            }
        }

        return null;
    }
}
