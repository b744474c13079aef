using System.Text;
using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Tests.Language;

public class ParserErrorTests
{
    [Theory]
    [InlineData("", 1, 1, "Unexpected <EOF>.")]
    [InlineData("{ a", 1, 4, "Expected Name, found <EOF>.")]
    [InlineData("{ a(b: $) }", 1, 9, "Expected Name, found \")\".")]
    [InlineData("{ a }}", 1, 6, "Unexpected \"}\".")]
    [InlineData("{ a(b: 01) }", 1, 9, "Invalid number, unexpected digit after 0: \"1\".")]
    [InlineData("{ a(b: 1.) }", 1, 10, "Invalid number, expected digit but got: \")\".")]
    [InlineData("{ a(b: -) }", 1, 9, "Invalid number, expected digit but got: \")\".")]
    [InlineData("{ a(b: 1e) }", 1, 10, "Invalid number, expected digit but got: \")\".")]
    [InlineData("{ a(b: 1.5.7) }", 1, 11, "Invalid number, expected digit but got: \".\".")]
    [InlineData("{ a(b: 3x) }", 1, 9, "Invalid number, expected digit but got: \"x\".")]
    [InlineData("{ a(b: \"x) }", 1, 13, "Unterminated string.")]
    [InlineData("{ a(b: \"x\n\") }", 1, 10, "Unterminated string.")]
    [InlineData("{ a(b: \"\"\"x\") }", 1, 16, "Unterminated string.")]
    [InlineData("{ a(b: \"\\z\") }", 1, 9, "Invalid character escape sequence: \"\\z\".")]
    [InlineData("{ a(b: \"\\u12\") }", 1, 9, "Invalid Unicode escape sequence: \"\\u12\")\".")]
    [InlineData("{ a(b: \"\\uD83D\") }", 1, 9, "Invalid Unicode escape sequence: \"\\uD83D\".")]
    [InlineData("{ a(b: \"\\u{110000}\") }", 1, 9, "Invalid Unicode escape sequence: \"\\u{110000}\".")]
    [InlineData("{ a ? }", 1, 5, "Unexpected character: \"?\".")]
    [InlineData("{ a \u00E9 }", 1, 5, "Unexpected character: U+00E9.")]
    [InlineData("{ a .. }", 1, 5, "Unexpected character: \".\".")]
    [InlineData("{ 'a' }", 1, 3, "Unexpected single quote character ('), did you mean to use a double quote (\")?")]
    [InlineData("\"d\" { a }", 1, 5, "Unexpected \"{\".")]
    [InlineData("query ($a: Int = $b) { a }", 1, 18, "Unexpected variable \"$b\" in constant value.")]
    public void What_is_wrong_is_said_with_its_place(string text, int line, int column, string message)
    {
        var error = ErrorOf(new Source(text));

        error.Message.ShouldBe("Syntax Error: " + message);
        error.Locations.ShouldBe([new SourceLocation(line, column)]);
        error.Code.ShouldBe(ErrorCodes.ParseFailed);
    }

    [Theory]
    [InlineData("{\r\n  a\r\n  ?", 3, 3)]
    [InlineData("{\r  a\n\r  ?", 4, 3)]
    [InlineData("# \U0001F600 comment\n{ a(b: \"\U0001F600\") ? }", 2, 14)]
    [InlineData("\uFEFF{ ? }", 1, 4)]
    public void Lines_end_at_any_terminator_and_columns_are_utf16(string text, int line, int column) =>
        ErrorOf(new Source(text)).Locations.ShouldBe([new SourceLocation(line, column)]);

    [Theory]
    [InlineData(new byte[] { (byte)'{', 0xFF, (byte)'}' }, 2, "0xFF")]
    [InlineData(new byte[] { (byte)'{', (byte)' ', 0xC3, (byte)'}' }, 3, "0xC3")]
    [InlineData(new byte[] { (byte)'#', 0xED, 0xA0, 0x80 }, 2, "0xED")]
    public void Bytes_that_are_no_utf8_are_an_error_where_they_stand(byte[] bytes, int column, string shown)
    {
        var error = ErrorOf(new Source(bytes));

        error.Message.ShouldContain(shown);
        error.Locations.ShouldBe([new SourceLocation(1, column)]);
    }

    [Theory]
    [InlineData("", "{")]
    [InlineData("", "{a")]
    [InlineData("{", "...{")]
    [InlineData("{", "...on T{")]
    [InlineData("{a(b:", "[")]
    [InlineData("{a(b:", "{c:")]
    [InlineData("query($v:", "[")]
    [InlineData("{a @b(c:", "[")]
    public void A_hundred_thousand_levels_are_an_error_and_no_stack_overflow(string opening, string level)
    {
        var text = opening + string.Concat(Enumerable.Repeat(level, 100_000));

        var error = ErrorOf(new Source(text), ParserLimits.Schema);

        error.Locations.Count.ShouldBe(1);
        error.Code.ShouldBe(level == "{" ? ErrorCodes.ParseFailed : ErrorCodes.TooDeep);
    }

    [Fact]
    public void Depth_is_counted_in_levels_and_not_in_fields()
    {
        var limits = new ParserLimits(MaxDepth: 3);

        Parser.TryParse(new Source("{ a { b { c } d { e } } f { g { h } } }"), limits, out _, out _).ShouldBeTrue();
        ErrorOf(new Source("{ a { b { c { d } } } }"), limits).Code.ShouldBe(ErrorCodes.TooDeep);
    }

    [Fact]
    public void Tokens_are_counted()
    {
        Parser.TryParse(new Source("{ a }"), new ParserLimits(MaxTokens: 3), out _, out _).ShouldBeTrue();

        var error = ErrorOf(new Source("{ a }"), new ParserLimits(MaxTokens: 2));
        error.Code.ShouldBe(ErrorCodes.TooManyTokens);
        error.Locations.ShouldBe([new SourceLocation(1, 5)]);
    }

    [Fact]
    public void An_error_is_short_however_long_the_token() =>
        ErrorOf(new Source("query Q " + new string('x', 100_000))).Message.Length.ShouldBeLessThan(200);

    [Fact]
    public void An_error_names_its_source() =>
        ErrorOf(new Source("type {", "campaigns.graphql")).ToString()
            .ShouldBe("campaigns.graphql(1,6): Syntax Error: Expected Name, found \"{\".");

    [Fact]
    public void A_byte_order_mark_is_ignored_wherever_it_stands() =>
        Parser.TryParse(new Source(Encoding.UTF8.GetBytes("\uFEFF{ \uFEFFa }")), null, out _, out _).ShouldBeTrue();

    private static GraphQLError ErrorOf(Source source, ParserLimits? limits = null)
    {
        Parser.TryParse(source, limits, out _, out var error).ShouldBeFalse();
        return error!;
    }
}
