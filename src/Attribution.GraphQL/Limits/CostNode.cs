using Attribution.GraphQL.Execution;

namespace Attribution.GraphQL.Limits;

/// <summary>
/// The cost of one field of a plan with all below it, as a formula: only the sizes of lists that variables decide are
/// left open.
/// </summary>
internal sealed class CostNode
{
    private readonly List<CostNode> _children = [];
    private readonly double _fieldWeight;
    private readonly IReadOnlyList<InputCost> _inputs;
    private readonly double _typeWeight;
    private readonly ListSize _items;
    private readonly ListSize _itemsBelow;
    private readonly bool _isChoice;

    /// <param name="fieldWeight">What the field itself costs.</param>
    /// <param name="typeWeight">What each of its objects costs.</param>
    /// <param name="items">How many objects there are.</param>
    /// <param name="itemsBelow">How many items the lists have that the field decides for.</param>
    /// <param name="isChoice">Whether only the dearest child counts.</param>
    /// <param name="inputs">What its arguments cost.</param>
    private CostNode(
        double fieldWeight,
        double typeWeight,
        ListSize items,
        ListSize itemsBelow,
        bool isChoice = false,
        IReadOnlyList<InputCost>? inputs = null)
    {
        _fieldWeight = fieldWeight;
        _inputs = inputs ?? [];
        _typeWeight = typeWeight;
        _items = items;
        _itemsBelow = itemsBelow;
        _isChoice = isChoice;
    }

    /// <summary>The operation itself.</summary>
    public static CostNode Root() => new(0, 0, ListSize.One, ListSize.One);

    /// <summary>An object that is one of several types: the dearest counts.</summary>
    public CostNode AddChoice() => Add(new CostNode(0, 0, ListSize.One, _itemsBelow, isChoice: true));

    /// <summary>One of those types.</summary>
    public CostNode AddCase() => Add(new CostNode(0, 0, ListSize.One, _itemsBelow));

    /// <summary>A field below this one.</summary>
    /// <param name="site">The field.</param>
    /// <param name="assumedSize">What lists are taken to have that nothing is said of.</param>
    public CostNode AddField(FieldSite site, int assumedSize)
    {
        var own = ListSize.Of(site, assumedSize);
        var items = _itemsBelow.IsFor(site.Field) ? _itemsBelow : own.IsForFieldsBelow ? ListSize.One : own;
        var defaultWeight = site.Field.Type.IsLeaf || site.Field.Type.Named.IsSpecified ? 0 : 1;
        var node = new CostNode(
            CostDirectives.WeightOf(site.Field.Directives) ?? defaultWeight,
            CostDirectives.WeightOf(site.Field.Type.Named.Directives) ?? defaultWeight,
            items,
            own,
            inputs: InputsOf(site));
        return Add(node);
    }

    /// <summary>Whether every request costs the same.</summary>
    public bool IsConstant => _items.IsConstant
        && _inputs.All(input => input.IsConstant)
        && _children.TrueForAll(child => child.IsConstant);

    /// <summary>The cost of one request.</summary>
    public OperationCost For(VariableValues variables)
    {
        var below = new OperationCost(0, _typeWeight);
        foreach (var child in _children)
        {
            var cost = child.For(variables);
            below = _isChoice ? OperationCost.Larger(below, cost) : below.Plus(cost);
        }

        var fieldWeight = _fieldWeight + _inputs.Sum(input => input.For(variables));
        return below.Times(Math.Max(0, _items.For(variables))).Plus(new OperationCost(fieldWeight, 0));
    }

    private static List<InputCost> InputsOf(FieldSite site)
    {
        var inputs = new List<InputCost>();
        foreach (var given in site.Nodes[0].Arguments)
        {
            if (site.Field.Arguments.Find(given.Name) is { } argument)
            {
                inputs.Add(new InputCost(argument, given.Value));
            }
        }

        return inputs;
    }

    private CostNode Add(CostNode child)
    {
        _children.Add(child);
        return child;
    }
}
