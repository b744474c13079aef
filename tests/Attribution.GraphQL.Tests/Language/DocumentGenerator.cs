using System.Globalization;
using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Tests.Language;

/// <summary>Makes random documents of every construct of the language, out of a seed.</summary>
internal sealed class DocumentGenerator(int seed)
{
    private const int MaxDepth = 4;

    private static readonly string[] Texts =
    [
        "", "plain", "with \"quotes\" and \\ slashes", "two\nlines", "  indented\n    more\nless", " leading",
        "tab\tand \u00E9 \U0001F600", "ends in \"", "ends in \\", "three \"\"\" quotes", "\u0001 control",
        new string('x', 90), "\n\nblank around\n",
    ];

    private readonly Random _random = new(seed);
    private int _depth;

    public Document Document() => new(default, List(1, 4, Definition));

    private Definition Definition() => _random.Next(10) switch
    {
        <= 3 => Operation(),
        4 => new Definition.Fragment(default, Description(), Word(), Named(), Directives(), SelectionSet()),
        5 => new Definition.Schema(default, Description(), Directives(), List(1, 2, Root), IsExtension: false),
        6 => new Definition.Directive(default, Description(), Word(), Inputs(), Flip(), List(1, 3, Place)),
        _ => Type(),
    };

    private Definition.Operation Operation()
    {
        var isShort = Flip();
        var kind = isShort ? OperationKind.Query : (OperationKind)_random.Next(3);
        return new Definition.Operation(
            default,
            isShort ? null : Description(),
            kind,
            isShort || Flip() ? null : Word(),
            isShort ? [] : List(0, 3, Variable),
            isShort ? [] : Directives(),
            SelectionSet());
    }

    private Definition Type()
    {
        var isExtension = Flip();
        var description = isExtension ? null : Description();
        return _random.Next(6) switch
        {
            0 => new Definition.Scalar(default, description, Word(), List(1, 2, Directive), isExtension),
            1 => new Definition.Object(
                default, description, Word(), List(0, 2, Named), Directives(), List(1, 3, Field), isExtension),
            2 => new Definition.Interface(
                default, description, Word(), List(0, 2, Named), Directives(), List(1, 3, Field), isExtension),
            3 => new Definition.Union(default, description, Word(), Directives(), List(1, 3, Named), isExtension),
            4 => new Definition.Enum(default, description, Word(), Directives(), List(1, 3, EnumValue), isExtension),
            _ => new Definition.InputObject(default, description, Word(), Directives(), List(1, 3, Input), isExtension),
        };
    }

    private RootOperationType Root() => new(default, (OperationKind)_random.Next(3), Named());

    private Name Place() => Name.Of(_random.Next(2) == 0 ? "FIELD" : "INPUT_FIELD_DEFINITION");

    private FieldDeclaration Field() => new(default, Description(), Word(), Inputs(), TypeReference(), Directives());

    private SyntaxList<InputDeclaration> Inputs() => List(0, 3, Input);

    private InputDeclaration Input() =>
        new(default, Description(), Word(), TypeReference(), Flip() ? Value(isConstant: true) : null, Directives());

    private EnumValueDeclaration EnumValue() => new(default, Description(), Word(), Directives());

    private VariableDefinition Variable() => new(
        default,
        Description(),
        new Value.Variable(default, Word()),
        TypeReference(),
        Flip() ? Value(isConstant: true) : null,
        Directives());

    private SelectionSet SelectionSet()
    {
        _depth++;
        var selections = List(1, 4, Selection);
        _depth--;
        return new SelectionSet(default, selections);
    }

    private Selection Selection() => (_depth < MaxDepth ? _random.Next(6) : 0) switch
    {
        <= 2 => new Selection.Field(
            default, Flip() ? Word() : null, Word(), List(0, 3, Argument), Directives(), Subfields()),
        3 => new Selection.FragmentSpread(default, Word(), Directives()),
        _ => new Selection.InlineFragment(default, Flip() ? Named() : null, Directives(), SelectionSet()),
    };

    private SelectionSet? Subfields() => _depth < MaxDepth && Flip() ? SelectionSet() : null;

    private SyntaxList<Directive> Directives() => _random.Next(4) == 0 ? List(1, 2, Directive) : [];

    private Directive Directive() => new(default, Word(), List(0, 2, ConstantArgument));

    private Argument Argument() => new(default, Word(), Value(isConstant: false));

    private Argument ConstantArgument() => new(default, Word(), Value(isConstant: true));

    private TypeReference TypeReference() => _random.Next(5) switch
    {
        0 => new TypeReference.List(default, TypeReference()),
        1 => new TypeReference.NonNull(default, Named()),
        2 => new TypeReference.NonNull(default, new TypeReference.List(default, Named())),
        _ => Named(),
    };

    private TypeReference.Named Named() => new(default, Word());

    private Value Value(bool isConstant) => _random.Next(_depth < MaxDepth ? 11 : 8) switch
    {
        0 when !isConstant => new Value.Variable(default, Word()),
        <= 1 => Number(_random.Next(-5, 100_000).ToString(CultureInfo.InvariantCulture), isFloat: false),
        2 => Number(_random.Next(100) + ".5e-7", isFloat: true),
        3 or 4 => Text(),
        5 => new Value.Boolean(default, Flip()),
        6 => new Value.Null(default),
        7 => new Value.Enum(default, Word()),
        8 or 9 => new Value.List(default, Nested(() => Value(isConstant))),
        _ => new Value.Object(default, Nested(() => new ObjectField(default, Word(), Value(isConstant)))),
    };

    private SyntaxList<T> Nested<T>(Func<T> make)
    {
        _depth++;
        var nodes = List(0, 3, make);
        _depth--;
        return nodes;
    }

    private static Value Number(string digits, bool isFloat)
    {
        var location = Name.Of(digits).Location;
        return isFloat ? new Value.Float(location) : new Value.Int(location);
    }

    private Value.String? Description() => _random.Next(4) == 0 ? Text() : null;

    // A block string cannot hold every text; the parser never makes one that it cannot print.
    private Value.String Text()
    {
        var text = Texts[_random.Next(Texts.Length)];
        return new Value.String(default, text, IsBlock: Flip() && BlockString.CanHold(text));
    }

    private Name Word()
    {
        var words = new[] { "a", "name", "_x1", "type", "query", "onward", "fragments", "input", "nullable", "Z9" };
        return Name.Of(words[_random.Next(words.Length)]);
    }

    private bool Flip() => _random.Next(2) == 0;

    private SyntaxList<T> List<T>(int min, int max, Func<T> make) =>
        [.. Enumerable.Range(0, _random.Next(min, max + 1)).Select(_ => make())];
}
