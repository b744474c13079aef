using System.Text;
using System.Text.Json;

namespace Attribution.Stix.Tests.Ids;

public sealed class CanonicalJsonTests
{
    // The number samples of RFC 8785 appendix B: the bits of the double, and its canonical form.
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void Numbers_are_printed_as_in_the_appendix_of_the_standard(ulong bits, string expected) =>
        EcmaScriptNumber.Format(BitConverter.UInt64BitsToDouble(bits)).ShouldBe(expected);

    [Theory]
    [InlineData("{ \"b\" : 1.0, \"a\" : [ true, null, 1e2 ] }", "{\"a\":[true,null,100],\"b\":1}")]
    [InlineData(
        "\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"", "\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"")]
    [InlineData("\"\\u007f\\u00a0\\u2028\\ufeff\\ud83d\\ude00+&<>\"", "\"\u007f\u00a0\u2028\ufeff\U0001F600+&<>\"")]
    [InlineData("{\"\\ud83d\\ude00\":5,\"\\ufb33\":6,\"\\u20ac\":1,\"1\":4,\"\\r\":2}",
        "{\"\\r\":2,\"1\":4,\"\u20ac\":1,\"\U0001F600\":5,\"\ufb33\":6}")]
    public void Keys_escapes_and_spacing_take_one_form(string json, string expected) =>
        Encoding.UTF8.GetString(CanonicalJson.Write(JsonElement.Parse(json))).ShouldBe(expected);

    [Fact]
    public void A_number_beyond_a_double_has_no_canonical_form() =>
        Should.Throw<FormatException>(() => CanonicalJson.Write(JsonElement.Parse("1e999")));
}
