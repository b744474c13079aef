namespace Attribution.GraphQL.Types.Binding;

/// <summary>Holds fields, arguments and input fields against what is bound to them.</summary>
internal sealed partial class BindingChecks
{
    private void CheckRoots(Schema schema)
    {
        foreach (var root in new[] { schema.Query, schema.Mutation, schema.Subscription })
        {
            if (root?.Binding is { } binding and not ObjectBinding<Root>)
            {
                Report($"{root.Name} is a root type: bind it with {nameof(Root)}, not {binding.ClrType.Name}.");
            }
        }

        foreach (var type in _schema.Types.OfType<ObjectType>())
        {
            foreach (var field in type.Fields.Where(field => field.Binding?.IsStream == (type != schema.Subscription)))
            {
                Report(type == schema.Subscription
                    ? $"{type.Name}.{field.Name} is a subscription: bind it with Stream."
                    : $"{type.Name}.{field.Name} is bound with Stream, which only subscriptions can be.");
            }
        }
    }

    private void CheckFields()
    {
        foreach (var type in _schema.Types)
        {
            switch (type)
            {
                case ObjectType objectType:
                    CheckObject(objectType);
                    break;
                case InputObjectType { Binding: { } binding } input:
                    CheckKeys(input.Name, input.Fields, binding.Keys);
                    break;
            }
        }
    }

    private void CheckObject(ObjectType type)
    {
        var fields = type.Binding?.Fields ?? [];
        foreach (var unknown in fields.Where(field => type.Fields.Find(field.FieldName) is null))
        {
            Report($"{type.Name}.{unknown.FieldName} is bound, but the schema has no such field.");
        }

        foreach (var field in type.Fields.Where(field => field.TwinOf is null))
        {
            var bound = fields.Where(binding => binding.FieldName == field.Name).ToList();
            if (bound is [var binding])
            {
                field.Binding = binding;
                CheckField(type, field, binding);
            }
            else
            {
                Report(bound.Count == 0
                    ? $"{type.Name}.{field.Name} is bound to nothing."
                    : $"{type.Name}.{field.Name} is bound {bound.Count} times.");
            }
        }
    }

    private void CheckField(ObjectType type, FieldDefinition field, FieldBinding binding)
    {
        var name = $"{type.Name}.{field.Name}";
        if (binding.MismatchWith(field.Type) is { } problem)
        {
            Report($"{name} does not fit its binding: {problem}.");
        }

        CheckKeys(name, field.Arguments, binding.Arguments);
    }

    private void CheckKeys(string owner, NameTable<InputDefinition> inputs, IReadOnlyList<InputKey> keys)
    {
        foreach (var key in keys)
        {
            var input = inputs.Find(key.Name);
            if (input is null or { TwinOf: not null })
            {
                Report($"{owner}({key.Name}:) is read, but the schema has nothing of that name.");
            }
            else if (key.MismatchWith(input) is { } problem)
            {
                Report($"{owner}({key.Name}:) does not fit its binding: {problem}.");
            }
        }

        foreach (var input in inputs.Where(input => input.TwinOf is null))
        {
            var times = keys.Count(key => key.Name == input.Name);
            if (times != 1)
            {
                Report(times == 0
                    ? $"{owner}({input.Name}:) is never read."
                    : $"{owner}({input.Name}:) is read by {times} keys.");
            }
        }
    }
}
