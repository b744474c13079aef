using System.Text;

namespace Attribution.GraphQL.Types.Binding;

/// <summary>What stands for the values of an enum in code.</summary>
public abstract class EnumBinding
{
    private protected EnumBinding()
    {
    }

    /// <summary>The type of the values in code.</summary>
    internal abstract Type ClrType { get; }

    /// <summary>The names that have a value.</summary>
    internal abstract IReadOnlyCollection<string> Names { get; }

    /// <summary>What a value of the schema is in code.</summary>
    internal abstract object ValueOf(string name);

    /// <summary>How a CLR type is written, or null when it does not stand for this enum.</summary>
    internal LeafWriter<T>? WriterOf<T>() => Writer as LeafWriter<T>;

    private protected abstract Delegate Writer { get; }

    internal static EnumBinding ByName(IEnumerable<EnumValueDefinition> values) =>
        new EnumBinding<string>([.. values.Select(value => (value.Name, value.Name)).Distinct()]);
}

internal sealed class EnumBinding<T> : EnumBinding
    where T : notnull
{
    private readonly Dictionary<string, T> _values;
    private readonly Dictionary<T, byte[]> _json;

    /// <exception cref="ArgumentException">A name or a value occurs twice.</exception>
    internal EnumBinding(IReadOnlyList<(string Name, T Value)> values)
    {
        _values = values.ToDictionary(pair => pair.Name, pair => pair.Value);
        _json = values.ToDictionary(pair => pair.Value, pair => Encoding.UTF8.GetBytes($"\"{pair.Name}\""));
        Writer = new LeafWriter<T>((output, value) =>
        {
            var isKnown = _json.TryGetValue(value, out var json);
            output.WriteRaw(json);
            return isKnown;
        });
    }

    internal override Type ClrType => typeof(T);

    internal override IReadOnlyCollection<string> Names => _values.Keys;

    private protected override Delegate Writer { get; }

    internal override object ValueOf(string name) => _values[name];
}
