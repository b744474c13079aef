using Attribution.GraphQL.Execution;

namespace Attribution.GraphQL.Types;

/// <summary>Writes that always succeed, in the form <see cref="LeafWriter{T}"/> asks for.</summary>
internal static class LeafWriting
{
    public static bool WroteFormatted<T>(this JsonOutput output, T value)
        where T : IUtf8SpanFormattable
    {
        output.WriteFormatted(value);
        return true;
    }

    public static bool WroteQuoted<T>(this JsonOutput output, T value)
        where T : IUtf8SpanFormattable
    {
        output.WriteQuoted(value);
        return true;
    }

    public static bool WroteString(this JsonOutput output, ReadOnlySpan<char> value)
    {
        output.WriteString(value);
        return true;
    }
}
