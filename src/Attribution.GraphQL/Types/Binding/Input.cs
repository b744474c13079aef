namespace Attribution.GraphQL.Types.Binding;

/// <summary>
/// What an argument or input field is in code, said in CLR types: start-up holds it against its type in the schema.
/// </summary>
public abstract class Input<T>
{
    private protected Input()
    {
    }

    /// <summary>Why a value of the schema's type cannot become a <typeparamref name="T"/>, or null when it
    /// can.</summary>
    /// <param name="type">The type of the argument, input field or item.</param>
    /// <param name="canBeMissing">Whether no value at all may be given, there being no default either.</param>
    internal abstract string? MismatchWith(GraphType type, bool canBeMissing);

    /// <summary>Makes the CLR value of a coerced one, which is null when missing.</summary>
    internal abstract T Read(object? coerced);
}

/// <summary>The kinds of arguments and input fields.</summary>
public static class Input
{
    /// <summary>A value that is always there: the schema says non-null, or has a default.</summary>
    public static Input<T> Of<T>()
        where T : notnull => InputOf<T>.Instance;

    /// <summary>A reference that is null when nothing, or null, is given.</summary>
    public static Input<T?> Nullable<T>()
        where T : class => NullableInput<T>.Instance;

    /// <summary>A value type that is null when nothing, or null, is given.</summary>
    public static Input<T?> NullableValue<T>()
        where T : struct => NullableValueInput<T>.Instance;

    /// <summary>A list of values that are never null.</summary>
    public static Input<IReadOnlyList<T>> List<T>()
        where T : notnull => List(Of<T>());

    /// <summary>A list of any kind of items, lists included.</summary>
    public static Input<IReadOnlyList<T>> List<T>(Input<T> item) => new ListInput<T>(item);

    /// <summary>A list that is null when nothing, or null, is given.</summary>
    public static Input<IReadOnlyList<T>?> NullableList<T>(Input<T> item) => new NullableListInput<T>(item);
}

internal sealed class InputOf<T> : Input<T>
    where T : notnull
{
    public static InputOf<T> Instance { get; } = new();

    internal override string? MismatchWith(GraphType type, bool canBeMissing) =>
        type is not NonNullType && canBeMissing
            ? $"a value that is always there is asked for, which {type} does not promise"
            : MismatchOfValue(type);

    internal override T Read(object? coerced) => (T)coerced!;

    internal static string? MismatchOfValue(GraphType type) => type.Nullable switch
    {
        ScalarType scalar when scalar.Codec.InputType == typeof(T) => null,
        EnumType @enum when @enum.Binding.ClrType == typeof(T) => null,
        InputObjectType input when (input.Binding?.ClrType ?? typeof(InputObject)) == typeof(T) => null,
        _ => $"a {typeof(T).Name} is asked for, which a {type} is not",
    };
}

internal sealed class NullableInput<T> : Input<T?>
    where T : class
{
    public static NullableInput<T> Instance { get; } = new();

    internal override string? MismatchWith(GraphType type, bool canBeMissing) => InputOf<T>.MismatchOfValue(type);

    internal override T? Read(object? coerced) => (T?)coerced;
}

internal sealed class NullableValueInput<T> : Input<T?>
    where T : struct
{
    public static NullableValueInput<T> Instance { get; } = new();

    internal override string? MismatchWith(GraphType type, bool canBeMissing) => InputOf<T>.MismatchOfValue(type);

    internal override T? Read(object? coerced) => (T?)coerced;
}

internal sealed class ListInput<T>(Input<T> item) : Input<IReadOnlyList<T>>
{
    internal override string? MismatchWith(GraphType type, bool canBeMissing)
    {
        if (type is not NonNullType && canBeMissing)
        {
            return $"a list that is always there is asked for, which {type} does not promise";
        }

        return type.Nullable is ListType list
            ? item.MismatchWith(list.Item, canBeMissing: true)
            : $"a list is asked for, which a {type} is not";
    }

    internal override IReadOnlyList<T> Read(object? coerced)
    {
        var items = (IReadOnlyList<object?>)coerced!;
        var typed = new T[items.Count];
        for (var index = 0; index < typed.Length; index++)
        {
            typed[index] = item.Read(items[index]);
        }

        return typed;
    }
}

internal sealed class NullableListInput<T>(Input<T> item) : Input<IReadOnlyList<T>?>
{
    private readonly ListInput<T> _list = new(item);

    internal override string? MismatchWith(GraphType type, bool canBeMissing) =>
        _list.MismatchWith(type, canBeMissing: false);

    internal override IReadOnlyList<T>? Read(object? coerced) => coerced is null ? null : _list.Read(coerced);
}
