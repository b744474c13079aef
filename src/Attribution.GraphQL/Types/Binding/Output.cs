using System.Diagnostics;
using Attribution.GraphQL.Execution;

namespace Attribution.GraphQL.Types.Binding;

/// <summary>
/// What a resolver returns, said in CLR types: start-up holds it against the field's type in the schema, and the
/// executor writes values of <typeparamref name="T"/> without boxing them.
/// </summary>
public abstract class Output<T>
{
    private protected Output()
    {
    }

    /// <summary>Why a value of this kind cannot be a field's value, or null when it can.</summary>
    internal abstract string? MismatchWith(GraphType type);

    /// <summary>How values get into the response at one place of a document; the type there was checked before.
    /// </summary>
    internal abstract Completion<T> Complete(ValueSite site, PlanCompiler compiler);
}

/// <summary>The kinds of results.</summary>
public static class Output
{
    /// <summary>A value that is never null: a leaf, or the parent of the fields of an object.</summary>
    public static Output<T> Of<T>()
        where T : notnull => OutputOf<T>.Instance;

    /// <summary>A reference that may be null.</summary>
    public static Output<T?> Nullable<T>()
        where T : class => NullableOutput<T>.Instance;

    /// <summary>A value type that may be null.</summary>
    public static Output<T?> NullableValue<T>()
        where T : struct => NullableValueOutput<T>.Instance;

    /// <summary>A list of values that are never null.</summary>
    public static Output<IReadOnlyList<T>> List<T>()
        where T : notnull => List(Of<T>());

    /// <summary>A list of any kind of items, lists included.</summary>
    public static Output<IReadOnlyList<T>> List<T>(Output<T> item) => new ListOutput<T>(item);

    /// <summary>A list that may be missing.</summary>
    public static Output<IReadOnlyList<T>?> NullableList<T>(Output<T> item) => new NullableListOutput<T>(item);
}

internal sealed class OutputOf<T> : Output<T>
    where T : notnull
{
    public static OutputOf<T> Instance { get; } = new();

    internal override string? MismatchWith(GraphType type) => type.Nullable switch
    {
        ScalarType scalar when scalar.Codec.WriterOf<T>() is not null => null,
        EnumType @enum when @enum.Binding.WriterOf<T>() is not null => null,
        ObjectType { Binding: ObjectBinding<T> } => null,
        InterfaceType { Binding: AbstractBinding<T> } => null,
        UnionType { Binding: AbstractBinding<T> } => null,
        _ => $"a {typeof(T).Name} is bound, which cannot be a {type}",
    };

    internal override Completion<T> Complete(ValueSite site, PlanCompiler compiler) => site.Type.Nullable switch
    {
        ScalarType scalar => new LeafCompletion<T>(site, scalar.Codec.WriterOf<T>()!),
        EnumType @enum => new LeafCompletion<T>(site, @enum.Binding.WriterOf<T>()!),
        ObjectType type => new ObjectCompletion<T>(site, compiler.Object<T>(type, site.Field)),
        InterfaceType { Binding: AbstractBinding<T> binding } => compiler.Abstract(site, binding),
        UnionType { Binding: AbstractBinding<T> binding } => compiler.Abstract(site, binding),
        var other => throw new UnreachableException($"A {typeof(T).Name} was bound to {other}."),
    };
}

internal sealed class NullableOutput<T> : Output<T?>
    where T : class
{
    public static NullableOutput<T> Instance { get; } = new();

    public static OutputOf<T> Inner => OutputOf<T>.Instance;

    internal override string? MismatchWith(GraphType type) =>
        NullMismatch.With(type) ?? Inner.MismatchWith(type);

    // Every completion looks out for null, whatever its values are said to be.
    internal override Completion<T?> Complete(ValueSite site, PlanCompiler compiler) =>
        Inner.Complete(site, compiler)!;
}

internal sealed class NullableValueOutput<T> : Output<T?>
    where T : struct
{
    public static NullableValueOutput<T> Instance { get; } = new();

    public static OutputOf<T> Inner => OutputOf<T>.Instance;

    internal override string? MismatchWith(GraphType type) =>
        NullMismatch.With(type) ?? Inner.MismatchWith(type);

    internal override Completion<T?> Complete(ValueSite site, PlanCompiler compiler) =>
        new NullableValueCompletion<T>(site, Inner.Complete(site, compiler));
}

internal sealed class ListOutput<T>(Output<T> item) : Output<IReadOnlyList<T>>
{
    public Output<T> Item { get; } = item;

    internal override string? MismatchWith(GraphType type) => type.Nullable is ListType list
        ? Item.MismatchWith(list.Item)
        : $"a list is bound, which cannot be a {type}";

    internal override Completion<IReadOnlyList<T>> Complete(ValueSite site, PlanCompiler compiler) =>
        compiler.List(site, Item.Complete(site.Item, compiler));
}

internal sealed class NullableListOutput<T>(Output<T> item) : Output<IReadOnlyList<T>?>
{
    public ListOutput<T> Inner { get; } = new(item);

    internal override string? MismatchWith(GraphType type) =>
        NullMismatch.With(type) ?? Inner.MismatchWith(type);

    internal override Completion<IReadOnlyList<T>?> Complete(ValueSite site, PlanCompiler compiler) =>
        Inner.Complete(site, compiler)!;
}

internal static class NullMismatch
{
    public static string? With(GraphType type) =>
        type is NonNullType ? $"a value that may be null is bound, which cannot be a {type}" : null;
}
