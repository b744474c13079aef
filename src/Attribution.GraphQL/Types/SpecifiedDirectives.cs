using Attribution.GraphQL.Language;
using Attribution.GraphQL.Sdl;

namespace Attribution.GraphQL.Types;

/// <summary>The directives every schema has (sections 3.13.1 to 3.13.5), and those of incremental delivery.</summary>
internal static class SpecifiedDirectives
{
    private const string Specified = """
        "Leaves the field or fragment out when the argument is true."
        directive @skip(
          "Whether to leave it out."
          if: Boolean!
        ) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT

        "Takes the field or fragment in only when the argument is true."
        directive @include(
          "Whether to take it in."
          if: Boolean!
        ) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT

        "Marks something that should not be used any more."
        directive @deprecated(
          "Why, and what to use in its place; in Markdown."
          reason: String! = "No longer supported"
        ) on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE

        "Names the page that says how a scalar is written."
        directive @specifiedBy(
          "The address of that page."
          url: String!
        ) on SCALAR

        "Says that exactly one field of an input object has to be given, and not null."
        directive @oneOf on INPUT_OBJECT
        """;

    private const string Incremental = """
        "Lets the fragment arrive later than the rest of the response."
        directive @defer(
          "Whether it may."
          if: Boolean! = true
          "What the response calls the part."
          label: String
        ) on FRAGMENT_SPREAD | INLINE_FRAGMENT

        "Lets the items of a list arrive one after the other."
        directive @stream(
          "Whether they may."
          if: Boolean! = true
          "What the response calls the part."
          label: String
          "How many items the first response has."
          initialCount: Int! = 0
        ) on FIELD
        """;

    /// <summary>@skip, @include, @deprecated, @specifiedBy and @oneOf.</summary>
    public static IReadOnlyList<DirectiveDefinition> All { get; } = Read(Specified);

    /// <summary>@defer and @stream, as the incremental delivery proposal has them.</summary>
    public static IReadOnlyList<DirectiveDefinition> IncrementalDelivery { get; } = Read(Incremental);

    /// <summary>The reason that an applied <c>@deprecated</c> gives; null when there is none.</summary>
    public static string? DeprecationReason(SyntaxList<Directive> directives) =>
        ArgumentOf(directives, "deprecated"u8, "reason"u8, "No longer supported");

    /// <summary>The address that an applied <c>@specifiedBy</c> gives; null when there is none.</summary>
    public static string? SpecifiedByUrl(SyntaxList<Directive> directives) =>
        ArgumentOf(directives, "specifiedBy"u8, "url"u8, "");

    /// <summary>The first applied directive of a name.</summary>
    public static Directive? Find(SyntaxList<Directive> directives, ReadOnlySpan<byte> name)
    {
        foreach (var directive in directives)
        {
            if (directive.Name.Is(name))
            {
                return directive;
            }
        }

        return null;
    }

    private static string? ArgumentOf(
        SyntaxList<Directive> directives, ReadOnlySpan<byte> name, ReadOnlySpan<byte> argument, string otherwise)
    {
        if (Find(directives, name) is not { } directive)
        {
            return null;
        }

        foreach (var given in directive.Arguments)
        {
            if (given.Name.Is(argument) && given.Value is Value.String text)
            {
                return text.Text;
            }
        }

        return otherwise;
    }

    private static IReadOnlyList<DirectiveDefinition> Read(string sdl) =>
        [.. BuildSchema.SpecifiedTypeSystem(sdl, "directives.graphql").Directives];
}
