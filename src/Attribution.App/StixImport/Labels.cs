using Attribution.Stix;
using Tlp = Attribution.Domain.Access.Tlp;

namespace Attribution.App.StixImport;

/// <summary>The labels of STIX and ours are the same five; two libraries name them.</summary>
internal static class Labels
{
    internal static Tlp ToLabel(this TlpLevel level) => level switch
    {
        TlpLevel.Clear => Tlp.Clear,
        TlpLevel.Green => Tlp.Green,
        TlpLevel.Amber => Tlp.Amber,
        TlpLevel.AmberStrict => Tlp.AmberStrict,
        _ => Tlp.Red,
    };

    internal static TlpLevel ToLevel(this Tlp label) => label switch
    {
        Tlp.Clear => TlpLevel.Clear,
        Tlp.Green => TlpLevel.Green,
        Tlp.Amber => TlpLevel.Amber,
        Tlp.AmberStrict => TlpLevel.AmberStrict,
        _ => TlpLevel.Red,
    };

    /// <summary>The narrower of two labels, where none states nothing.</summary>
    internal static Tlp? Stricter(Tlp? one, Tlp? other) =>
        one is { } a && other is { } b ? (a > b ? a : b) : one ?? other;
}
