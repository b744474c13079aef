using System.Diagnostics;
using System.Text;
using Attribution.GraphQL.Execution;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Lists;

/// <summary>The values that filters and cursors compare with, as typed parameters.</summary>
internal static class SqlValue
{
    private const int TextLengthMax = 1_000;
    private const int ItemsMax = 1_000;

    private static readonly Encoding Strict = new UTF8Encoding(false, throwOnInvalidBytes: true);

    /// <exception cref="GraphQLException"><c>BAD_USER_INPUT</c>: PostgreSQL could not compare with it.</exception>
    internal static NpgsqlParameter Parameter(object value) => value switch
    {
        string text => Typed(Checked(text), NpgsqlDbType.Text),
        int number => Typed(number, NpgsqlDbType.Integer),
        Guid id => Typed(id, NpgsqlDbType.Uuid),
        Instant at => Typed(at.ToDateTimeUtc(), NpgsqlDbType.TimestampTz),
        string[] texts => Typed(Array.ConvertAll(Counted(texts), Checked), NpgsqlDbType.Array | NpgsqlDbType.Text),
        int[] numbers => Typed(Counted(numbers), NpgsqlDbType.Array | NpgsqlDbType.Integer),
        Guid[] ids => Typed(Counted(ids), NpgsqlDbType.Array | NpgsqlDbType.Uuid),
        Instant[] times => Typed(
            Array.ConvertAll(Counted(times), at => at.ToDateTimeUtc()), NpgsqlDbType.Array | NpgsqlDbType.TimestampTz),
        _ => throw new UnreachableException($"No parameter holds a {value.GetType().Name}."),
    };

    private static NpgsqlParameter<T> Typed<T>(T value, NpgsqlDbType type) =>
        new() { TypedValue = value, NpgsqlDbType = type };

    /// <summary>What PostgreSQL cannot store it cannot compare with either: U+0000, halves of surrogate
    /// pairs.</summary>
    private static string Checked(string text)
    {
        if (text.Length > TextLengthMax)
        {
            throw BadInput($"A filter compares with at most {TextLengthMax} characters.");
        }

        try
        {
            Strict.GetByteCount(text);
        }
        catch (EncoderFallbackException)
        {
            throw BadInput("A filter compares with Unicode text; half a surrogate pair is none.");
        }

        return text.Contains('\0', StringComparison.Ordinal)
            ? throw BadInput("A filter compares with text without U+0000.")
            : text;
    }

    private static T[] Counted<T>(T[] items) =>
        items.Length <= ItemsMax ? items : throw BadInput($"A filter lists at most {ItemsMax} values.");

    private static GraphQLException BadInput(string message) => new(message, "BAD_USER_INPUT");
}
