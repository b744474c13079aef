using System.Globalization;
using System.Text;
using Attribution.GraphQL.Errors;

namespace Attribution.GraphQL.Language;

/// <summary>How the parser says what is wrong.</summary>
public ref partial struct Parser
{
    private const int MaxShownBytes = 60;

    private void Unexpected() => Unexpected(_token);

    private void Unexpected(Token token) => FailAt(token.Start, $"Unexpected {Describe(token)}.");

    private void FailAt(int offset, string problem, string code = ErrorCodes.ParseFailed)
    {
        _error ??= new GraphQLError($"Syntax Error: {problem}", code, new Location(_source, offset, offset));
        _token = new Token(TokenKind.Invalid, offset, offset);
    }

    private void RejectBytes()
    {
        var offset = FirstInvalidByte(_utf8);
        var value = _utf8[offset].ToString("X2", CultureInfo.InvariantCulture);
        FailAt(offset, $"Byte 0x{value} at offset {offset} is not UTF-8.");
    }

    private readonly string Describe(Token token) => token.Kind switch
    {
        TokenKind.Name or TokenKind.Int or TokenKind.Float => $"{token.Kind} \"{Shown(TextOf(token))}\"",
        TokenKind.String => $"String \"{Shown(TextOf(token)[1..^1])}\"",
        TokenKind.BlockString => $"BlockString \"{Shown(TextOf(token)[3..^3])}\"",
        var punctuator => punctuator.Describe(),
    };

    /// <summary>A token can be as long as the document; an error never is.</summary>
    private static string Shown(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length <= MaxShownBytes)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        var end = MaxShownBytes;
        while ((utf8[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return Encoding.UTF8.GetString(utf8[..end]) + "...";
    }

    private static int FirstInvalidByte(ReadOnlySpan<byte> utf8)
    {
        var offset = 0;
        while (Rune.DecodeFromUtf8(utf8[offset..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            offset += length;
        }

        return offset;
    }
}
