using Attribution.App.Storage;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.History;

/// <summary>Whose label decides who may see the past.</summary>
internal enum Rights
{
    /// <summary>The one that the record has today.</summary>
    Today,

    /// <summary>The one that it had at the moment that is asked for; auditors alone may ask so.</summary>
    OfThatDay,
}

internal static class RightsInput
{
    internal static void Bind(SchemaBindings schema) => schema.Enum("Rights", Spelling.All<Rights>());
}
