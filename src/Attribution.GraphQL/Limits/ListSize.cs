using System.Globalization;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Limits;

/// <summary>How many items a list may have: known when the plan is made, unless a variable says it.</summary>
internal sealed class ListSize
{
    private readonly IReadOnlyList<Value> _slices;
    private readonly double _otherwise;
    private readonly HashSet<string> _sizedFields;

    private ListSize(IReadOnlyList<Value> slices, double otherwise, IEnumerable<string> sizedFields) =>
        (_slices, _otherwise, _sizedFields) = (slices, otherwise, [.. sizedFields]);

    /// <summary>Of what is no list.</summary>
    public static ListSize One { get; } = new([], otherwise: 1, []);

    /// <summary>Whether every request has the same number.</summary>
    public bool IsConstant => !_slices.Any(slice => slice is Value.Variable);

    /// <summary>Whether the size is meant for lists below the field, not for the field's own value.</summary>
    public bool IsForFieldsBelow => _sizedFields.Count > 0;

    /// <summary>Whether the size is meant for this field of the returned object.</summary>
    public bool IsFor(FieldDefinition field) => _sizedFields.Contains((field.TwinOf ?? field).Name);

    /// <summary>What <c>@listSize</c>, or for lists the option, says of a field.</summary>
    public static ListSize Of(FieldSite site, int assumedSize)
    {
        if (SpecifiedDirectives.Find(site.Field.Directives, "listSize"u8) is not { } directive)
        {
            return site.Field.Type.Nullable is ListType && !site.Field.Type.Named.IsSpecified
                ? new ListSize([], assumedSize, [])
                : One;
        }

        var otherwise = CostDirectives.ArgumentOf(directive, "assumedSize"u8) is Value.Int size
            ? NumberOf(size)
            : assumedSize;
        var slices = CostDirectives.StringsOf(directive, "slicingArguments"u8)
            .Select(name => GivenValue(site, name))
            .OfType<Value>();
        return new ListSize([.. slices], otherwise, CostDirectives.StringsOf(directive, "sizedFields"u8));
    }

    /// <summary>Why a field says too little or too much of its size; null when it does not.</summary>
    public static string? ProblemOf(FieldSite site)
    {
        if (SpecifiedDirectives.Find(site.Field.Directives, "listSize"u8) is not { } directive
            || CostDirectives.ArgumentOf(directive, "requireOneSlicingArgument"u8) is Value.Boolean { IsTrue: false })
        {
            return null;
        }

        var names = CostDirectives.StringsOf(directive, "slicingArguments"u8).ToArray();
        return names.Length == 0 || names.Count(name => GivenValue(site, name) is not null) == 1
            ? null
            : $"Give exactly one of {string.Join(", ", names)} of the field {site.Field.Name}.";
    }

    /// <summary>The number in one request.</summary>
    public double For(VariableValues variables)
    {
        double? largest = null;
        foreach (var slice in _slices)
        {
            var size = slice is Value.Variable variable ? NumberOf(variable, variables) : NumberOf(slice);
            largest = size is null ? largest : Math.Max(size.Value, largest ?? 0);
        }

        return largest ?? _otherwise;
    }

    private static double? NumberOf(Value.Variable variable, VariableValues variables) =>
        variables.TryGet(variable.Name, out var value) && value.Value.Coerced is int number ? number : null;

    private static double NumberOf(Value literal) =>
        double.TryParse(literal.Location.Utf8, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    private static Value? GivenValue(FieldSite site, string argument)
    {
        var definition = (site.Field.TwinOf ?? site.Field).Arguments.Find(argument);
        foreach (var given in site.Nodes[0].Arguments)
        {
            var named = site.Field.Arguments.Find(given.Name);
            if (named is not null && (named.TwinOf ?? named) == definition)
            {
                return given.Value is Value.Null ? null : given.Value;
            }
        }

        return definition?.DefaultValue is Value.Int otherwise ? otherwise : null;
    }
}
