using System.Globalization;
using System.Text;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Tests.Differential;

/// <summary>A request made of a seed.</summary>
internal sealed record GeneratedRequest(int Seed, string Document, string Variables, string? OperationName);

/// <summary>
/// Writes random documents for a schema, out of a seed: every second one without a fault that the generator knows of,
/// the others with slips of all kinds. Faults that come of themselves, such as fields that do not merge, are welcome.
/// </summary>
internal sealed class QueryGenerator
{
    private const int MaxDepth = 4;

    private readonly Schema _schema;
    private readonly Random _random;
    private readonly GeneratedValues _values;
    private readonly double _slipRate;
    private readonly List<string> _fragments = [];
    private readonly Dictionary<string, (string Type, string? Default)> _variables = new(StringComparer.Ordinal);
    private readonly List<string> _variableValues = [];
    private int _names;

    private QueryGenerator(Schema schema, int seed)
    {
        _schema = schema;
        _random = new Random(seed);
        _slipRate = seed % 2 == 0 ? 0 : 0.03;
        _values = new GeneratedValues(_random, Slips);
    }

    public static GeneratedRequest Make(Schema schema, int seed) => new QueryGenerator(schema, seed).Request(seed);

    private GeneratedRequest Request(int seed)
    {
        var isMutation = Chance(0.1);
        var root = isMutation ? _schema.Mutation! : _schema.Query!;
        var selection = Selection(root, 0);
        var document = new StringBuilder(isMutation ? "mutation Q" : "query Q").Append(Declarations());
        document.Append(Chance(0.05) ? " @skip(if: true)" : "").Append(selection);
        var others = Chance(0.1) || Slips() ? $" query {(Slips() ? "Q" : "R")} {{ __typename }}" : "";
        document.Append(others).AppendJoin(' ', _fragments);
        if (Slips())
        {
            document.Append(" fragment Unused on Person { id }");
        }

        return new GeneratedRequest(
            seed, document.ToString(), $"{{{string.Join(',', _variableValues)}}}", others.Length > 0 ? "Q" : null);
    }

    private string Declarations()
    {
        if (Slips())
        {
            _variables.Add("unused", ("Int", null));
        }

        return _variables.Count == 0
            ? ""
            : $"({string.Join(", ", _variables.Select(variable => $"${variable.Key}: {variable.Value.Type}"
                + (variable.Value.Default is { } value ? $" = {value}" : "")))})";
    }

    private string Selection(CompositeType type, int depth)
    {
        var parts = new List<string>();
        for (var count = _random.Next(1, 5); count > 0; count--)
        {
            parts.Add(_random.NextDouble() switch
            {
                < 0.1 when depth < MaxDepth => InlineFragment(type, depth + 1),
                < 0.2 when depth < MaxDepth => Spread(type, depth + 1),
                < 0.25 => "__typename",
                _ => Field(type, depth),
            });
        }

        return $" {{ {string.Join(' ', parts)} }}";
    }

    private string InlineFragment(CompositeType type, int depth)
    {
        var condition = Chance(0.2) ? null : Overlapping(type);
        var on = condition is null ? "" : $" on {condition.Name}";
        return $"...{on}{Directives()}{Selection(condition ?? type, depth)}";
    }

    private string Spread(CompositeType type, int depth)
    {
        var name = Name("F");
        var condition = Overlapping(type);
        var typeName = Slips() ? "Nobody" : Slips() ? "Kind" : condition.Name;
        var selection = Selection(condition, depth);
        _fragments.Add($" fragment {name} on {typeName}{(Slips() ? $" {{ ...{name} }}" : selection)}");
        return $"...{(Slips() ? "Unknown" : name)}{Directives()}";
    }

    private CompositeType Overlapping(CompositeType type)
    {
        var all = _schema.Types.OfType<CompositeType>().Where(candidate => !candidate.IsSpecified).ToList();
        return Pick(Slips()
            ? all
            : all.Where(candidate => candidate.PossibleTypes.Any(type.PossibleTypes.Contains)).ToList());
    }

    private string Field(CompositeType type, int depth)
    {
        var fields = (type as FieldsType)?.Fields
            .Where(field => depth < MaxDepth || field.Type.IsLeaf)
            .ToList() ?? [];
        if (fields.Count == 0 || Slips())
        {
            return Slips() ? "nope" : "__typename";
        }

        var field = Pick(fields);
        var arguments = Arguments(field);
        var alias = arguments.Length > 0 && !Slips() ? $"{Name("a")}: " : Chance(0.05) ? "x: " : "";
        var isComposite = field.Type.Named is CompositeType;
        var selection = isComposite != Slips()
            ? Selection(field.Type.Named as CompositeType ?? type, depth + 1)
            : "";
        return $"{alias}{field.Name}{arguments}{Directives()}{selection}";
    }

    private string Arguments(FieldDefinition field)
    {
        var arguments = field.Arguments
            .Where(argument => argument.IsRequired ? !Slips() : Chance(0.4))
            .Select(argument => $"{(Slips() ? "unknown" : argument.Name)}: {Value(argument)}")
            .ToList();
        if (arguments.Count > 0 && Slips())
        {
            arguments.Add(arguments[0]);
        }

        return arguments.Count == 0 ? "" : $"({string.Join(", ", arguments)})";
    }

    private string Value(InputDefinition argument) => Chance(0.25)
        ? Variable(argument.Type, argument.DefaultValue is not null)
        : _values.Literal(argument.Type, 0);

    private string Variable(GraphType type, bool hasDefault)
    {
        var name = Name("v");
        var declared = Slips() ? "Boolean" : Slips() || (hasDefault && Chance(0.5)) ? $"{type.Nullable}" : $"{type}";
        var isNullable = !declared.EndsWith('!');
        var otherwise = isNullable && Chance(0.3) ? _values.Literal(type, 0) : null;
        if (!Slips())
        {
            _variables.Add(name, (declared, otherwise));
        }

        if (Slips() || !(isNullable && Chance(0.3)))
        {
            _variableValues.Add($"\"{name}\":{_values.Json(type, 0)}");
        }

        return $"${name}";
    }

    private string Directives()
    {
        if (Slips())
        {
            return " @nothing";
        }

        if (!Chance(0.08))
        {
            return "";
        }

        var condition = Chance(0.3) ? Variable(_schema.Types.Find("Boolean")!.NonNull, hasDefault: false)
            : Slips() ? "1" : Chance(0.5) ? "true" : "false";
        return $" @{(Chance(0.5) ? "skip" : "include")}({(Slips() ? "when" : "if")}: {condition})";
    }

    private string Name(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{_names++}");

    private bool Slips() => _slipRate > 0 && Chance(_slipRate);

    private bool Chance(double rate) => _random.NextDouble() < rate;

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
