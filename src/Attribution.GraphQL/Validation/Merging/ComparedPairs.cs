namespace Attribution.GraphQL.Validation.Merging;

/// <summary>
/// Pairs that were compared already. A pair compared strictly needs no second look; one that was compared as mutually
/// exclusive, which asks for less, does when it is met outside of that.
/// </summary>
internal sealed class ComparedPairs<TLeft, TRight>
    where TLeft : notnull
    where TRight : notnull
{
    private readonly Dictionary<(TLeft, TRight), bool> _areExclusive = [];

    /// <summary>Takes note of a pair; answers false when comparing it would show nothing new.</summary>
    public bool Add(TLeft left, TRight right, bool areExclusive)
    {
        if (_areExclusive.TryGetValue((left, right), out var before) && (areExclusive || !before))
        {
            return false;
        }

        _areExclusive[(left, right)] = areExclusive;
        return true;
    }
}
