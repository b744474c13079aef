using Attribution.Domain.Confidence;

namespace Attribution.Domain.Hypotheses;

/// <summary>
/// The running sums of a hypothesis' evidence, so that scoring costs the same for the first and the thousandth item.
/// </summary>
internal sealed record Tally
{
    public static Tally Empty { get; } = new();

    public int SupportingWeight { get; private init; }

    public int ContradictingWeight { get; private init; }

    /// <summary>Supporting weight that machines brought since the last review.</summary>
    public int UnreviewedWeight { get; private init; }

    public int ContradictingItems { get; private init; }

    /// <summary>Supporting items by reliability, A first.</summary>
    private ImmutableArray<int> ByReliability { get; init; } = [0, 0, 0, 0, 0, 0];

    /// <summary>Supporting items of reliability A or B that count as confirmation, by origin.</summary>
    private ImmutableDictionary<string, int> Confirmations { get; init; } =
        ImmutableDictionary.Create<string, int>(StringComparer.OrdinalIgnoreCase);

    public int SupportingItems => ByReliability.Sum();

    public int IndependentSources => Confirmations.Count;

    /// <summary>The worst reliability among the supporting items; F when there is none.</summary>
    public Reliability WorstReliability
    {
        get
        {
            var worst = ByReliability.Length - 1;
            while (worst > 0 && ByReliability[worst] == 0)
            {
                worst--;
            }

            return ByReliability[worst] == 0 ? Reliability.F : (Reliability)worst;
        }
    }

    public Tally Add(WeighedEvidence weighed) => Count(weighed, +1);

    public Tally Remove(WeighedEvidence weighed) => Count(weighed, -1);

    /// <summary>A machine's item that an analyst has looked at now counts like any other.</summary>
    public Tally Reviewed(WeighedEvidence unreviewed) => Remove(unreviewed).Add(unreviewed with { IsTrusted = true });

    private Tally Count(WeighedEvidence weighed, int sign)
    {
        var item = weighed.Item;
        if (item.Stance is Stance.Contradicts)
        {
            return this with
            {
                ContradictingWeight = ContradictingWeight + (sign * item.Weight),
                ContradictingItems = ContradictingItems + sign,
            };
        }

        var letter = (int)item.Reliability;
        return this with
        {
            SupportingWeight = SupportingWeight + (sign * item.Weight),
            UnreviewedWeight = UnreviewedWeight + (weighed.IsTrusted ? 0 : sign * item.Weight),
            ByReliability = ByReliability.SetItem(letter, ByReliability[letter] + sign),
            Confirmations = weighed.Confirms ? Confirm(weighed.Origin, sign) : Confirmations,
        };
    }

    private ImmutableDictionary<string, int> Confirm(string origin, int sign)
    {
        var count = Confirmations.GetValueOrDefault(origin) + sign;
        return count == 0 ? Confirmations.Remove(origin) : Confirmations.SetItem(origin, count);
    }
}

/// <summary>An item as a hypothesis holds it.</summary>
/// <param name="IsTrusted">An analyst brought it or has reviewed it.</param>
internal sealed record WeighedEvidence(EvidenceItem Item, string Contributor, bool IsTrusted, bool IsWithdrawn = false)
{
    public string Origin => Item.Origin ?? Contributor;

    /// <summary>What a machine says about its own reliability confirms nothing before a review.</summary>
    public bool Confirms => IsTrusted && Item.Reliability <= Reliability.B;
}
