using System.Globalization;

namespace Attribution.Stix;

/// <summary>
/// Prints a double as ECMAScript's <c>Number::toString</c> does (ECMA-262 section 6.1.6.1.20, which RFC 8785 section
/// 3.2.2.3 adopts): the shortest digits that read back, plain up to 21 digits, <c>1e+21</c> and <c>1e-7</c> beyond.
/// </summary>
internal static class EcmaScriptNumber
{
    private const int MostPlainDigits = 21;
    private const int MostLeadingZeros = 6;

    public static string Format(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new FormatException("A number beyond the range of a double has no canonical form.");
        }

        if (value == 0)
        {
            return "0";
        }

        var (digits, point) = ShortestDigits(Math.Abs(value));
        return (value < 0 ? "-" : "") + Place(digits, point);
    }

    /// <summary>The digits without leading or trailing zeros, and where the decimal point stands among them.</summary>
    private static (string Digits, int Point) ShortestDigits(double value)
    {
        var parts = value.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var dot = parts[0].IndexOf('.', StringComparison.Ordinal);
        var all = parts[0].Replace(".", "", StringComparison.Ordinal);
        var significant = all.TrimStart('0');
        var point = (dot < 0 ? all.Length : dot) - (all.Length - significant.Length) + exponent;
        return (significant.TrimEnd('0'), point);
    }

    private static string Place(string digits, int point) => point switch
    {
        > MostPlainDigits or <= -MostLeadingZeros => Scientific(digits, point - 1),
        <= 0 => "0." + new string('0', -point) + digits,
        _ when point >= digits.Length => digits.PadRight(point, '0'),
        _ => digits.Insert(point, "."),
    };

    private static string Scientific(string digits, int exponent)
    {
        var mantissa = digits.Length == 1 ? digits : digits.Insert(1, ".");
        var sign = exponent < 0 ? "-" : "+";
        return $"{mantissa}e{sign}{Math.Abs(exponent).ToString(CultureInfo.InvariantCulture)}";
    }
}
