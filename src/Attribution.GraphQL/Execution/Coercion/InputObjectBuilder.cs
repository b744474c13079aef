using Attribution.GraphQL.Types;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.GraphQL.Execution;

/// <summary>
/// Collects the fields of one input object, from a literal or from JSON, and makes what the application bound to the
/// type (section 3.10 "Input Objects", "Input Coercion"): a second spelling counts as the first, defaults fill in, a
/// required field has to be there, <c>@oneOf</c> takes exactly one.
/// </summary>
internal sealed class InputObjectBuilder(InputObjectType type)
{
    private readonly Dictionary<string, object?> _fields = new(type.Fields.Count);
    private string? _problem;

    /// <summary>Takes a field that was given.</summary>
    public void Add(InputDefinition input, object? value)
    {
        var name = (input.TwinOf ?? input).Name;
        if (!_fields.TryAdd(name, value))
        {
            _problem ??= TwoSpellings.Problem(name, $"field of \"{type}\"");
        }
    }

    /// <summary>The finished value, unless there is a problem.</summary>
    public object? Build(out string? problem)
    {
        if (type.IsOneOf && (_fields.Count != 1 || _fields.ContainsValue(null)))
        {
            _problem ??= $"Exactly one key must be specified for OneOf type \"{type}\", and it must not be null.";
        }

        AddDefaults();
        problem = _problem;
        if (problem is not null)
        {
            return null;
        }

        return type.Binding is { } binding ? Bind(binding) : new InputObject(type, _fields);
    }

    private void AddDefaults()
    {
        foreach (var input in type.Fields)
        {
            if (input.TwinOf is not null || _fields.ContainsKey(input.Name))
            {
                continue;
            }

            if (input.DefaultValue is { } literal)
            {
                _fields.Add(input.Name, new LiteralReader(VariableValues.None).Read(input.Type, literal));
            }
            else if (input.IsRequired)
            {
                _problem ??= $"Field \"{type}.{input}\" of required type \"{input.Type}\" was not provided.";
            }
        }
    }

    private object Bind(InputObjectBinding binding)
    {
        var values = new object?[binding.Keys.Count];
        var given = new bool[binding.Keys.Count];
        foreach (var key in binding.Keys)
        {
            given[key.Index] = _fields.TryGetValue(key.Name, out var coerced);
            values[key.Index] = key.Read(coerced);
        }

        return binding.Read(new InputValues(values, given));
    }
}

/// <summary>Both spellings of one argument or input field were given (see <see cref="SnakeCaseTwins"/>).</summary>
internal static class TwoSpellings
{
    public static string Problem(string name, string owner) =>
        $"\"{name}\" and \"{SnakeCaseTwins.Spell(name)}\" are two spellings of one {owner}: give one of them.";
}
