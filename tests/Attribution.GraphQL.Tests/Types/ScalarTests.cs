using System.Text;
using System.Text.Json;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;
using NodaTime;
using NodaTime.Text;

namespace Attribution.GraphQL.Tests.Types;

public class ScalarTests
{
    private static readonly Dictionary<string, Scalar> Scalars =
        SpecifiedScalars.All.Concat(CustomScalars.All).ToDictionary(scalar => scalar.Name);

    [Theory]
    [InlineData("Int", "7", "7")]
    [InlineData("Int", "-2147483648", "-2147483648")]
    [InlineData("Float", "7", "7")]
    [InlineData("Float", "1.5e3", "1500")]
    [InlineData("String", "\"a\"", "\"a\"")]
    [InlineData("Boolean", "true", "true")]
    [InlineData("ID", "\"a\"", "\"a\"")]
    [InlineData("ID", "12345678901234567890", "\"12345678901234567890\"")]
    [InlineData("DateTime", "\"2026-11-21T20:19:00Z\"", "\"2026-11-21T20:19:00Z\"")]
    [InlineData("DateTime", "\"2026-11-21T20:19:00.123456789Z\"", "\"2026-11-21T20:19:00.123456789Z\"")]
    [InlineData("DateTime", "\"2026-11-21T20:19:00+02:00\"", "\"2026-11-21T18:19:00Z\"")]
    [InlineData("DateTime", "\"0001-01-01T00:00:00Z\"", "\"0001-01-01T00:00:00Z\"")]
    [InlineData("DateTime", "\"9999-12-31T23:59:59.999Z\"", "\"9999-12-31T23:59:59.999Z\"")]
    [InlineData("Date", "\"2026-11-21\"", "\"2026-11-21\"")]
    [InlineData("UUID", "\"0F8FAD5B-D9CB-469F-A165-70867728950E\"", "\"0f8fad5b-d9cb-469f-a165-70867728950e\"")]
    [InlineData("URL", "\"https://example.org/a?b=c#d\"", "\"https://example.org/a?b=c#d\"")]
    [InlineData("Long", "9223372036854775807", "9223372036854775807")]
    [InlineData("Long", "\"-5\"", "-5")]
    public void A_literal_and_a_variable_read_the_same_and_are_written(string type, string text, string written)
    {
        var fromLiteral = Scalars[type].Read(Literal(text));
        var fromVariable = Scalars[type].Read(JsonDocument.Parse(text).RootElement);

        fromLiteral.Problem.ShouldBeNull();
        fromVariable.Value.ShouldBe(fromLiteral.Value);
        Write(Scalars[type], fromLiteral.Value!).ShouldBe(written);
    }

    [Theory]
    [InlineData("Int", "\"7\"", "Int cannot represent non-integer value: \"7\"")]
    [InlineData("Int", "2147483648", "Int cannot represent non 32-bit signed integer value: 2147483648")]
    [InlineData("Float", "true", "Float cannot represent non numeric value: true")]
    [InlineData("String", "7", "String cannot represent a non string value: 7")]
    [InlineData("Boolean", "1", "Boolean cannot represent a non boolean value: 1")]
    [InlineData("ID", "1.5", "ID cannot represent a non-string and non-integer value: 1.5")]
    [InlineData(
        "DateTime",
        "\"yesterday\"",
        "DateTime cannot represent the value \"yesterday\": expected a string with an ISO 8601 instant such as "
        + "2026-11-21T20:19:00Z.")]
    [InlineData(
        "DateTime",
        "\"2026-11-21\"",
        "DateTime cannot represent the value \"2026-11-21\": expected a string with an ISO 8601 instant such as "
        + "2026-11-21T20:19:00Z.")]
    [InlineData(
        "Date",
        "\"2026-02-30\"",
        "Date cannot represent the value \"2026-02-30\": expected a string with a day such as 2026-11-21.")]
    [InlineData(
        "UUID",
        "\"x\"",
        "UUID cannot represent the value \"x\": expected a string with 36 characters such as "
        + "0f8fad5b-d9cb-469f-a165-70867728950e.")]
    [InlineData(
        "URL",
        "\"/etc/passwd\"",
        "URL cannot represent the value \"/etc/passwd\": expected a string with an absolute URL such as "
        + "https://example.org/.")]
    [InlineData(
        "Long",
        "9223372036854775808",
        "Long cannot represent the value 9223372036854775808: expected a signed 64-bit integer.")]
    [InlineData("Long", "1.5", "Long cannot represent the value 1.5: expected a signed 64-bit integer.")]
    public void What_the_type_does_not_hold_is_refused_with_the_reason(string type, string text, string problem)
    {
        Scalars[type].Read(Literal(text)).Problem.ShouldBe(problem);
        Scalars[type].Read(JsonDocument.Parse(text).RootElement).Problem.ShouldBe(problem);
    }

    [Theory]
    [InlineData("-0001-01-01T00:00:00Z")]
    [InlineData("0000-12-31T23:59:59Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("10000-01-01T00:00:00Z")]
    public void An_instant_outside_the_years_that_are_kept_is_refused(string text) =>
        Scalars["DateTime"].Read(Literal($"\"{text}\"")).Problem!
            .ShouldStartWith("DateTime cannot represent the value");

    [Fact]
    public void Any_instant_is_written_as_its_pattern_says()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var (first, last) = (Instant.MinValue.ToUnixTimeTicks(), Instant.MaxValue.ToUnixTimeTicks());
        for (var round = 0; round < 5_000; round++)
        {
            var unit = (long)Math.Pow(10, random.Next(8));
            var instant = Instant.FromUnixTimeTicks(random.NextInt64(first, last) / unit * unit)
                .PlusNanoseconds(random.Next(4) == 0 ? random.Next(100) : 0);

            Write(CustomScalars.DateTime, instant)
                .ShouldBe($"\"{InstantPattern.ExtendedIso.Format(instant)}\"", $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void A_whole_number_may_have_a_fraction_of_zero_in_json() =>
        Scalars["Int"].Read(JsonDocument.Parse("3.0").RootElement).Value.ShouldBe(3);

    [Fact]
    public void Json_keeps_what_it_is_given()
    {
        var literal = Scalars["JSON"].Read(Literal("""{a: [1, 2.5, "x", true, null, ENUM], b: {}}"""));

        var written = Write(CustomScalars.Json, literal.Value!);
        written.ShouldBe("""{"a":[1,2.5,"x",true,null,"ENUM"],"b":{}}""");
        var fromVariable = Scalars["JSON"].Read(JsonDocument.Parse(written).RootElement);
        Write(CustomScalars.Json, fromVariable.Value!).ShouldBe(written);
    }

    [Fact]
    public void Numbers_without_a_json_form_are_not_written()
    {
        using var output = new JsonOutput();

        SpecifiedScalars.Float.WriterOf<double>()!(output, double.NaN).ShouldBeFalse();
        SpecifiedScalars.Int.WriterOf<long>()!(output, 1L << 40).ShouldBeFalse();
        output.Position.ShouldBe(0);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("\"quoted\" \\ \b\f\n\r\t\u0001 \u00E9 \u20AC \U0001F600 </script>")]
    public void Strings_are_written_as_json_that_reads_back(string text)
    {
        using var output = new JsonOutput();
        output.WriteString(text);

        JsonSerializer.Deserialize<string>(output.Written).ShouldBe(text);
    }

    [Fact]
    public void A_lone_surrogate_is_written_as_the_replacement_character()
    {
        using var output = new JsonOutput();
        output.WriteString("a\uD800b");

        JsonSerializer.Deserialize<string>(output.Written).ShouldBe("a\uFFFDb");
    }

    [Fact]
    public void What_is_written_can_be_taken_back()
    {
        using var output = new JsonOutput();
        output.WriteRaw("{\"a\":"u8);
        var position = output.Position;
        output.WriteString(new string('x', 100_000));
        output.TruncateTo(position);
        output.WriteNull();
        output.WriteRaw((byte)'}');

        Encoding.UTF8.GetString(output.Written).ShouldBe("{\"a\":null}");
    }

    private static string Write(Scalar scalar, object value)
    {
        using var output = new JsonOutput();
        var isWritten = value switch
        {
            int number => scalar.WriterOf<int>()!(output, number),
            long number => scalar.WriterOf<long>()!(output, number),
            double number => scalar.WriterOf<double>()!(output, number),
            bool truth => scalar.WriterOf<bool>()!(output, truth),
            Instant instant => scalar.WriterOf<Instant>()!(output, instant),
            LocalDate date => scalar.WriterOf<LocalDate>()!(output, date),
            Guid uuid => scalar.WriterOf<Guid>()!(output, uuid),
            Uri url => scalar.WriterOf<Uri>()!(output, url),
            JsonElement json => scalar.WriterOf<JsonElement>()!(output, json),
            string text => scalar.WriterOf<string>()!(output, text),
            _ => false,
        };
        isWritten.ShouldBeTrue();
        return Encoding.UTF8.GetString(output.Written);
    }

    private static Value Literal(string text)
    {
        Parser.TryParseValue(new Source(text), limits: null, out var value, out var error).ShouldBeTrue(error?.Message);
        return value!;
    }
}
