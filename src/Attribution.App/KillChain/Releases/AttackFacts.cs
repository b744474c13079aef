using System.Security.Cryptography;
using System.Text;
using Attribution.Domain.KillChain;

namespace Attribution.App.KillChain.Releases;

/// <summary>
/// What the kill chain needs of a release of ATT&amp;CK: its matrix and its techniques, without prose. A reference: it
/// says the same to everybody, belongs to no tenant and carries no label.
/// </summary>
/// <param name="Release">The tables.</param>
/// <param name="Copyright">Whose they are, in MITRE's words. It goes with every copy.</param>
public sealed record AttackFacts(AttackRelease Release, string Copyright)
{
    /// <summary>The facts as text, the same for the same facts: what is shipped, and what is compared.</summary>
    public string Print() => AttackFactsText.Write(this);

    /// <summary>Tells one set of facts from another.</summary>
    internal string Fingerprint() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Print())));
}
