namespace Attribution.GraphQL.Types.Rules;

/// <summary>A type has what the interfaces have that it implements (sections 3.6 and 3.7,
/// <c>IsValidImplementation</c>).</summary>
internal static class InterfacesAreImplemented
{
    public static void Check(Schema schema, SchemaErrors errors)
    {
        foreach (var type in schema.Types.OfType<FieldsType>())
        {
            foreach (var (@interface, count) in type.Interfaces.CountBy(it => it))
            {
                if (count > 1)
                {
                    errors.Report($"Type {type} can only implement {@interface} once.", type.Key.Location);
                }

                if (type == @interface)
                {
                    errors.Report(
                        $"Type {type} cannot implement itself because it would create a circular reference.",
                        type.Key.Location);
                    continue;
                }

                CheckAncestors(type, @interface, errors);
                CheckFields(type, @interface, errors);
            }
        }
    }

    private static void CheckAncestors(FieldsType type, InterfaceType @interface, SchemaErrors errors)
    {
        foreach (var ancestor in @interface.Interfaces.Except(type.Interfaces))
        {
            errors.Report(
                ancestor == type
                    ? $"Type {type} cannot implement {@interface} because it would create a circular reference."
                    : $"Type {type} must implement {ancestor} because it is implemented by {@interface}.",
                type.Key.Location);
        }
    }

    private static void CheckFields(FieldsType type, InterfaceType @interface, SchemaErrors errors)
    {
        foreach (var expected in @interface.Fields)
        {
            if (type.Fields.Find(expected.Key) is not { } field)
            {
                errors.Report(
                    $"Interface field {@interface}.{expected} expected but {type} does not provide it.",
                    expected.Key.Location,
                    type.Key.Location);
                continue;
            }

            CheckType(type, field, @interface, expected, errors);
            CheckArguments(type, field, @interface, expected, errors);
        }
    }

    private static void CheckType(
        FieldsType type, FieldDefinition field, InterfaceType @interface, FieldDefinition expected, SchemaErrors errors)
    {
        if (!field.Type.IsSubtypeOf(expected.Type))
        {
            errors.Report(
                $"Interface field {@interface}.{expected} expects type {expected.Type} "
                + $"but {type}.{field} is type {field.Type}.",
                expected.Syntax.Type.Location,
                field.Syntax.Type.Location);
        }

        if (field.DeprecationReason is not null && expected.DeprecationReason is null)
        {
            errors.Report(
                $"Interface field {@interface}.{expected} is not deprecated, so {type}.{field} cannot be deprecated.",
                expected.Key.Location,
                field.Key.Location);
        }
    }

    private static void CheckArguments(
        FieldsType type, FieldDefinition field, InterfaceType @interface, FieldDefinition expected, SchemaErrors errors)
    {
        foreach (var wanted in expected.Arguments)
        {
            if (field.Arguments.Find(wanted.Key) is not { } argument)
            {
                errors.Report(
                    $"Interface field argument {@interface}.{expected}({wanted}:) expected but {type}.{field} "
                    + "does not provide it.",
                    wanted.Key.Location,
                    field.Key.Location);
            }
            else if (argument.Type != wanted.Type)
            {
                errors.Report(
                    $"Interface field argument {@interface}.{expected}({wanted}:) expects type {wanted.Type} "
                    + $"but {type}.{field}({argument}:) is type {argument.Type}.",
                    wanted.Syntax.Type.Location,
                    argument.Syntax.Type.Location);
            }
        }

        foreach (var extra in field.Arguments.Where(it => it.IsRequired && expected.Arguments.Find(it.Key) is null))
        {
            errors.Report(
                $"Field {type}.{field} includes required argument {extra} that is missing from the Interface field "
                + $"{@interface}.{expected}.",
                extra.Key.Location,
                expected.Key.Location);
        }
    }
}
