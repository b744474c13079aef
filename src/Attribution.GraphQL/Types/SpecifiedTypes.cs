using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Types;

/// <summary>The scalar types that every schema shares.</summary>
internal static class SpecifiedTypes
{
    /// <summary>Int, Float, String, Boolean and ID (section 3.5).</summary>
    public static IReadOnlyList<ScalarType> Scalars { get; } =
        [.. SpecifiedScalars.All.Select(codec => new ScalarType(SyntaxOf(codec.Name), codec) { IsSpecified = true })];

    /// <summary>Whether the specification defines a scalar of that name.</summary>
    public static bool IsScalar(Name name) => Scalars.Any(scalar => scalar.Key == name);

    private static Definition.Scalar SyntaxOf(string name)
    {
        var key = Name.Of(name);
        return new Definition.Scalar(key.Location, Description: null, key, [], IsExtension: false);
    }
}
