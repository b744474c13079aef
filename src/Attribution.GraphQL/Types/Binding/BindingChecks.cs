using Attribution.GraphQL.Errors;

namespace Attribution.GraphQL.Types.Binding;

/// <summary>
/// Puts bindings on the types they name and holds each against the schema. Finds every fault before it complains, and
/// names the field in each. This part finds the bindings; the other holds fields against them.
/// </summary>
internal sealed partial class BindingChecks
{
    private readonly List<GraphQLError> _errors = [];
    private readonly TypeSystem _schema;
    private readonly SchemaBindings _bindings;

    private BindingChecks(TypeSystem schema, SchemaBindings bindings) => (_schema, _bindings) = (schema, bindings);

    /// <exception cref="SchemaException">A binding is missing, double or does not fit.</exception>
    public static void Apply(Schema schema, SchemaBindings bindings)
    {
        // Types of the specification are shared by all schemas and have their bindings.
        var ownTypes = new NameTable<NamedType>(schema.Types.Where(type => !type.IsSpecified));
        var checks = new BindingChecks(new TypeSystem(ownTypes, schema.Directives), bindings);
        checks.PlaceAll();
        checks.CheckFields();
        checks.CheckRoots(schema);
        checks.Finish();
    }

    /// <inheritdoc cref="Apply(Schema, SchemaBindings)"/>
    public static void Apply(TypeSystem schema, SchemaBindings bindings)
    {
        var checks = new BindingChecks(schema, bindings);
        checks.PlaceAll();
        checks.CheckFields();
        checks.Finish();
    }

    private void Finish()
    {
        if (_errors.Count > 0)
        {
            throw new SchemaException(_errors);
        }
    }

    private void PlaceAll()
    {
        PlaceScalars();
        PlaceEnums();
        foreach (var (typeName, bindings) in _bindings.InputObjects.GroupBy(binding => binding.TypeName).Pairs())
        {
            if (Once<InputObjectType>(typeName, bindings.Count) is { } type)
            {
                type.Binding = bindings[0];
            }
        }

        foreach (var (typeName, bindings) in _bindings.Objects.GroupBy(binding => binding.TypeName).Pairs())
        {
            if (Once<ObjectType>(typeName, bindings.Count) is { } type)
            {
                type.Binding = bindings[0];
            }
        }

        PlaceAbstracts();
    }

    private void PlaceScalars()
    {
        foreach (var scalar in _bindings.Scalars)
        {
            if (Once<ScalarType>(scalar.Name, _bindings.Scalars.Count(other => other.Name == scalar.Name)) is { } type)
            {
                type.Codec = scalar;
            }
        }

        foreach (var scalar in _schema.Types.OfType<ScalarType>().Where(scalar => scalar.IsUnbound))
        {
            Report($"{scalar.Name} is a scalar that nothing is bound to.");
        }
    }

    private void PlaceEnums()
    {
        foreach (var (typeName, bindings) in _bindings.Enums.GroupBy(binding => binding.TypeName).Pairs())
        {
            if (Once<EnumType>(typeName, bindings.Count) is not { } type)
            {
                continue;
            }

            type.Binding = bindings[0].Binding;
            foreach (var name in type.Values.Select(value => value.Name).Except(type.Binding.Names))
            {
                Report($"{typeName}.{name} is an enum value that nothing stands for in code.");
            }

            foreach (var name in type.Binding.Names.Except(type.Values.Select(value => value.Name)))
            {
                Report($"{typeName}.{name} is bound, but the schema has no such enum value.");
            }
        }
    }

    private void PlaceAbstracts()
    {
        foreach (var (typeName, bindings) in _bindings.Abstracts.GroupBy(binding => binding.TypeName).Pairs())
        {
            switch (Once<CompositeType>(typeName, bindings.Count))
            {
                case InterfaceType type:
                    type.Binding = bindings[0];
                    CheckCases(type, bindings[0]);
                    break;
                case UnionType type:
                    type.Binding = bindings[0];
                    CheckCases(type, bindings[0]);
                    break;
                case ObjectType:
                    Report($"{typeName} is bound as an interface or union, but is an object type.");
                    break;
            }
        }
    }

    private void CheckCases(CompositeType type, AbstractBinding binding)
    {
        var cases = binding.CaseTypes.ToList();
        var possibleNames = type.PossibleTypes.Select(possible => possible.Name);
        foreach (var name in possibleNames.Except(cases.Select(it => it.TypeName)))
        {
            Report($"{type.Name} can be a {name}, but its binding has no case for it.");
        }

        foreach (var (typeName, clrType) in cases)
        {
            var possible = type.PossibleTypes.FirstOrDefault(possible => possible.Name == typeName);
            if (possible is null)
            {
                Report($"{type.Name} has a case for {typeName}, which it cannot be.");
            }
            else if (possible.Binding is { } bound && bound.ClrType != clrType)
            {
                Report($"{type.Name} has a case that makes a {clrType.Name} a {typeName}, "
                    + $"but the values of {typeName} are bound as {bound.ClrType.Name}.");
            }
        }
    }

    private T? Once<T>(string typeName, int times)
        where T : NamedType
    {
        var type = _schema.Types.Find(typeName);
        if (type is not T)
        {
            Report(type is null
                ? $"{typeName} is bound, but the schema has no such type."
                : $"{typeName} is bound as something else than the schema says it is.");
        }
        else if (times > 1)
        {
            Report($"{typeName} is bound {times} times.");
        }

        return type as T;
    }

    private void Report(string problem) => _errors.Add(new GraphQLError(problem, ErrorCodes.InvalidSchema));
}

file static class Grouping
{
    public static IEnumerable<(string Key, List<T> Items)> Pairs<T>(this IEnumerable<IGrouping<string, T>> groups) =>
        groups.Select(group => (group.Key, group.ToList()));
}
