namespace Attribution.Stix;

/// <summary>
/// How MITRE ATT&amp;CK names its objects: by an external reference, never by the STIX id or the name. The reference is
/// chosen by its source and the form of its id, because other catalogues stand beside it and the domain's name in the
/// source differs (<c>mitre-attack</c>, and on older objects <c>mitre-ics-attack</c> and <c>mitre-mobile-attack</c>).
/// </summary>
public static class AttackReference
{
    private const string SourcePrefix = "mitre-";
    private const string SourceSuffix = "attack";
    private const int IdDigits = 4;
    private const int SubTechniqueDigits = 3;
    private const int MaxIdLetters = 3;

    /// <summary>The ATT&amp;CK id of an object (<c>T1566.001</c>, <c>G0016</c>, <c>C0022</c>, <c>TA0001</c>); null when
    /// it is no object of ATT&amp;CK.</summary>
    public static string? IdOf(StixObject stixObject) => stixObject.ExternalReferences
        .Where(reference => IsAttack(reference.SourceName))
        .Select(reference => reference.ExternalId)
        .FirstOrDefault(id => id is not null && IsId(id, isTechnique: stixObject.Type == "attack-pattern"));

    private static bool IsAttack(string source) =>
        source.StartsWith(SourcePrefix, StringComparison.Ordinal)
        && source.EndsWith(SourceSuffix, StringComparison.Ordinal);

    private static bool IsId(string id, bool isTechnique)
    {
        var letters = id.TakeWhile(char.IsAsciiLetterUpper).Count();
        var parts = id[letters..].Split('.');
        var isNumbered = IsNumber(parts[0], IdDigits)
            && (parts.Length == 1 || (parts.Length == 2 && IsNumber(parts[1], SubTechniqueDigits)));
        return isNumbered && (isTechnique ? id[..letters] == "T" : letters is > 0 and <= MaxIdLetters);
    }

    private static bool IsNumber(string text, int digits) => text.Length == digits && text.All(char.IsAsciiDigit);
}
