using System.Text.Json;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Types;

/// <summary>Writes a leaf value as JSON; answers false, and writes nothing, when the type does not hold it.</summary>
public delegate bool LeafWriter<in T>(JsonOutput output, T value);

/// <summary>
/// How the values of one scalar type are read and written (section 3.5 "Scalars", "Input Coercion" and "Result
/// Coercion"). What code may use for the scalar are the CLR types that have a writer.
/// </summary>
public abstract class Scalar
{
    private readonly Dictionary<Type, Delegate> _writers = [];

    private protected Scalar(string name) => Name = name;

    /// <summary>The name of the type in the schema.</summary>
    public string Name { get; }

    /// <summary>The CLR type that arguments and input fields of this scalar have.</summary>
    public abstract Type InputType { get; }

    /// <summary>Reads a literal that holds no variable.</summary>
    public abstract Coercion<object> Read(Value literal);

    /// <summary>Reads the value of a variable; never asked about JSON's <c>null</c>.</summary>
    public abstract Coercion<object> Read(JsonElement json);

    /// <summary>How a CLR type is written, or null when it cannot stand for this scalar.</summary>
    public LeafWriter<T>? WriterOf<T>() =>
        _writers.TryGetValue(typeof(T), out var writer) ? (LeafWriter<T>)writer : null;

    private protected void AddWriter<T>(LeafWriter<T> writer) => _writers[typeof(T)] = writer;
}

/// <summary>A scalar whose values have the type <typeparamref name="T"/> in code.</summary>
public sealed class Scalar<T> : Scalar
    where T : notnull
{
    private readonly Func<Value, Coercion<T>> _readLiteral;
    private readonly Func<JsonElement, Coercion<T>> _readJson;

    /// <param name="name">The name of the type in the schema.</param>
    /// <param name="readLiteral">Reads a literal that is neither null nor a variable.</param>
    /// <param name="readJson">Reads the value of a variable, which is not null.</param>
    /// <param name="write">Writes a value.</param>
    public Scalar(
        string name,
        Func<Value, Coercion<T>> readLiteral,
        Func<JsonElement, Coercion<T>> readJson,
        LeafWriter<T> write)
        : base(name)
    {
        _readLiteral = readLiteral;
        _readJson = readJson;
        AddWriter(write);
    }

    public override Type InputType => typeof(T);

    /// <summary>Lets fields of this scalar have another CLR type too.</summary>
    public Scalar<T> Writing<TOther>(LeafWriter<TOther> write)
        where TOther : notnull
    {
        AddWriter(write);
        return this;
    }

    public override Coercion<object> Read(Value literal) => _readLiteral(literal).Boxed();

    public override Coercion<object> Read(JsonElement json) => _readJson(json).Boxed();
}
