using System.Diagnostics.CodeAnalysis;
using Attribution.GraphQL.Errors;

namespace Attribution.GraphQL.Language;

/// <summary>
/// The written address of one element of a schema (section 2.14 "Schema Coordinates"): <c>Campaign</c>,
/// <c>Campaign.name</c>, <c>Query.campaigns(first:)</c>, <c>@deprecated</c> or <c>@deprecated(reason:)</c>.
/// </summary>
/// <param name="Name">The type's or directive's name.</param>
/// <param name="IsDirective">Whether the name is a directive's.</param>
/// <param name="Member">A field, input field or enum value of the type.</param>
/// <param name="Argument">An argument of the field or directive.</param>
public sealed record SchemaCoordinate(Name Name, bool IsDirective, Name? Member, Name? Argument)
{
    /// <summary>Reads a coordinate, which is a grammar of its own: it has no ignored tokens, not even spaces.</summary>
    /// <param name="text">What is written.</param>
    /// <param name="coordinate">The coordinate, when there is no error.</param>
    /// <param name="error">What is wrong with it.</param>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out SchemaCoordinate? coordinate,
        [NotNullWhen(false)] out GraphQLError? error)
    {
        var reader = new Reader(new Source(text, "schema coordinate"));
        coordinate = reader.Read();
        error = coordinate is null ? reader.Error() : null;
        return coordinate is not null;
    }

    public override string ToString()
    {
        var member = Member is { } name ? $".{name}" : "";
        var argument = Argument is { } given ? $"({given}:)" : "";
        return $"{(IsDirective ? "@" : "")}{Name}{member}{argument}";
    }

    private sealed class Reader(Source source)
    {
        private int _position;

        public SchemaCoordinate? Read()
        {
            var isDirective = Skip("@"u8);
            var name = ReadName();
            var hasMember = !isDirective && Skip("."u8);
            var member = hasMember ? ReadName() : null;
            var hasArgument = (isDirective || member is not null) && Skip("("u8);
            var argument = hasArgument ? ReadName() : null;
            var isComplete = name is not null
                && (!hasMember || member is not null)
                && (!hasArgument || (argument is not null && Skip(":)"u8)))
                && _position == source.Utf8.Length;
            return isComplete ? new SchemaCoordinate(name!.Value, isDirective, member, argument) : null;
        }

        public GraphQLError Error() => new(
            "Syntax Error: Expected Type, Type.member, Type.field(argument:), @directive or "
            + "@directive(argument:).",
            ErrorCodes.ParseFailed,
            new Location(source, _position, _position));

        private bool Skip(ReadOnlySpan<byte> text)
        {
            var isThere = source.Utf8[_position..].StartsWith(text);
            _position += isThere ? text.Length : 0;
            return isThere;
        }

        private Name? ReadName()
        {
            var lexer = new Lexer(source.Utf8[_position..]);
            var token = lexer.Next();
            if (token.Kind != TokenKind.Name || token.Start != 0)
            {
                return null;
            }

            var start = _position;
            _position += token.End;
            return new Name(new Location(source, start, _position));
        }
    }
}
