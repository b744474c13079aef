namespace Attribution.Domain.Access;

/// <summary>
/// Traffic Light Protocol, FIRST 2.0, from the widest audience to the narrowest: the order is the rule.
/// </summary>
public enum Tlp
{
    Clear,
    Green,
    Amber,
    AmberStrict,
    Red,
}

public static class TlpLabel
{
    /// <summary>
    /// Reads the spellings of FIRST 2.0 and 1.0 (<c>WHITE</c> is CLEAR), with or without <c>TLP:</c>, in any case:
    /// <c>TLP:AMBER+STRICT</c>, <c>amber-strict</c>, <c>AMBER_STRICT</c>. Null when it is none of them: a label that
    /// cannot be read must stop the caller, never widen the audience.
    /// </summary>
    public static Tlp? Parse(string? text)
    {
        var label = text?.Trim().ToUpperInvariant() ?? "";
        var bare = label.StartsWith("TLP", StringComparison.Ordinal) ? label[3..].TrimStart(':', '-', '_', ' ') : label;
        return bare switch
        {
            "CLEAR" or "WHITE" => Tlp.Clear,
            "GREEN" => Tlp.Green,
            "AMBER" => Tlp.Amber,
            "AMBER+STRICT" or "AMBER_STRICT" or "AMBER-STRICT" or "AMBER STRICT" or "AMBERSTRICT" => Tlp.AmberStrict,
            "RED" => Tlp.Red,
            _ => null,
        };
    }

    /// <summary>The label as FIRST 2.0 prints it: <c>TLP:AMBER+STRICT</c>.</summary>
    public static string Print(this Tlp tlp) => tlp switch
    {
        Tlp.Clear => "TLP:CLEAR",
        Tlp.Green => "TLP:GREEN",
        Tlp.Amber => "TLP:AMBER",
        Tlp.AmberStrict => "TLP:AMBER+STRICT",
        Tlp.Red => "TLP:RED",
        _ => throw new ArgumentOutOfRangeException(nameof(tlp), tlp, "Not a TLP label."),
    };
}
