namespace Attribution.Domain.Clusters;

internal static class ClusterLimits
{
    /// <summary>The pipeline joins member ids into cluster ids, so they are longer than a name.</summary>
    public const int IdLengthMax = 2_000;

    /// <summary>An unknown technique is kept, but it is still the size of an id.</summary>
    public const int TechniqueLengthMax = 64;

    public static Rejection? Id(string? id, string field) =>
        string.IsNullOrWhiteSpace(id)
            ? new Rejection("EMPTY_TEXT", $"{field} must not be empty.", field)
            : Check.Length(id, IdLengthMax, field);

    public static Rejection? Technique(string? id, string field) => Check.Length(id, TechniqueLengthMax, field);
}
