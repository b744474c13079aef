using System.Security.Cryptography;
using NodaTime;

namespace Attribution.Stix;

/// <summary>What to do with an object whose id is known already.</summary>
public enum VersionVerdict
{
    /// <summary>Nothing is known under its id: take it.</summary>
    New,

    /// <summary>Its producer changed it: take it.</summary>
    Newer,

    /// <summary>It is known already, to the last value: nothing to do.</summary>
    Same,

    /// <summary>A later version is known: keep that one.</summary>
    Older,

    /// <summary>The version that is known has other content: keep it, for nobody can say which is right.</summary>
    Conflicting,

    /// <summary>Somebody else's object has this id: keep that one. Only the producer may change an object.</summary>
    OtherProducer,

    /// <summary>The object was revoked, which is for ever.</summary>
    Revoked,
}

/// <summary>
/// What has to be remembered of an object to judge a later one with the same id (section 3.6 of STIX 2.1).
/// </summary>
/// <param name="At">When this version was made; null for objects without versions.</param>
/// <param name="CreatedBy">The producer the object names. It is a claim, not a proof.</param>
/// <param name="IsRevoked">Whether this version revokes the object.</param>
/// <param name="Fingerprint">Equal for equal content, whatever its spacing and key order.</param>
public sealed record StixVersion(Instant? At, StixId? CreatedBy, bool IsRevoked, string Fingerprint)
{
    public static StixVersion Of(StixObject stixObject) => new(
        stixObject.Version?.Instant, stixObject.CreatedBy, stixObject.IsRevoked, FingerprintOf(stixObject));

    /// <summary>Judges an object that arrives against what is known under its id.</summary>
    /// <param name="known">The latest version that is known; null when the id is new.</param>
    public VersionVerdict JudgeAgainst(StixVersion? known)
    {
        if (known is null)
        {
            return VersionVerdict.New;
        }

        if (known.CreatedBy != CreatedBy)
        {
            return VersionVerdict.OtherProducer;
        }

        if (known.At == At)
        {
            return known.Fingerprint == Fingerprint ? VersionVerdict.Same : VersionVerdict.Conflicting;
        }

        return At is null || At < known.At ? VersionVerdict.Older
            : known.IsRevoked ? VersionVerdict.Revoked
            : VersionVerdict.Newer;
    }

    private static string FingerprintOf(StixObject stixObject)
    {
        try
        {
            return Convert.ToHexString(SHA256.HashData(CanonicalJson.Write(stixObject.Json)));
        }
        catch (FormatException)
        {
            // A number beyond a double has no canonical form; the text itself has to do.
            return Convert.ToHexString(SHA256.HashData(stixObject.Utf8));
        }
    }
}
