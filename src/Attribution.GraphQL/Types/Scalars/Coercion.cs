using System.Runtime.InteropServices;

namespace Attribution.GraphQL.Types;

/// <summary>What came of reading a value: the value, or why it is none of that type.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct Coercion<T>
{
    private Coercion(T? value, string? problem) => (Value, Problem) = (value, problem);

    /// <summary>The value, when there is no problem.</summary>
    public T? Value { get; }

    /// <summary>Why the value was refused, as the client is told; null when it was not.</summary>
    public string? Problem { get; }

    public static implicit operator Coercion<T>(T value) => new(value, problem: null);

    public static implicit operator Coercion<T>(Refused refused) => new(default, refused.Problem);

    internal Coercion<object> Boxed() => Problem is null ? Value! : new Refused(Problem);
}

/// <summary>A value that was refused.</summary>
/// <param name="Problem">Why, as the client is told.</param>
public sealed record Refused(string Problem);
