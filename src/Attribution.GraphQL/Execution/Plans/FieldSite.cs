using System.Text;
using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Execution;

/// <summary>
/// Where a field stands in the response of one plan. Everything about its path is known when the plan is made except
/// the list indexes, so running keeps those alone: see <see cref="ExecutionState.Indexes"/>.
/// </summary>
internal sealed class FieldSite
{
    private readonly FieldSite? _parent;
    private readonly Selection.Field[] _nodes;
    private readonly int _ownLists;

    public FieldSite(FieldSite? parent, ObjectType parentType, FieldDefinition field, Selection.Field[] nodes)
    {
        _parent = parent;
        _nodes = nodes;
        ParentType = parentType;
        Field = field;
        Key = nodes[0].ResponseKey.ToString();
        FirstList = parent is null ? 0 : parent.FirstList + parent._ownLists;
        _ownLists = ListsIn(field.Type);
        Depth = parent is null ? 1 : parent.Depth + 1;
    }

    /// <summary>The field whose value this one is selected on; null for root fields.</summary>
    public FieldSite? Parent => _parent;

    /// <summary>The arguments of the field; null when its resolver gets none.</summary>
    public CallPlan? Call { get; set; }

    /// <summary>How many fields the path has; 1 for root fields.</summary>
    public int Depth { get; }

    /// <summary>The object type the field belongs to.</summary>
    public ObjectType ParentType { get; }

    /// <summary>The field itself.</summary>
    public FieldDefinition Field { get; }

    /// <summary>The response key: the alias, else the name.</summary>
    public string Key { get; }

    /// <summary>The selections of the document that were merged into this one (section 5.3.2).</summary>
    public ReadOnlySpan<Selection.Field> Nodes => _nodes;

    /// <summary>The place of the field's own outermost list among the indexes of its path.</summary>
    public int FirstList { get; }

    /// <summary>How many indexes a path through this field can have.</summary>
    public int ListDepth => FirstList + _ownLists;

    /// <summary>The path to the field, or to an item of it.</summary>
    /// <param name="indexes">The list indexes where the run stands.</param>
    /// <param name="level">How many lists of the field's own value the run has entered.</param>
    public IReadOnlyList<object> PathTo(ReadOnlySpan<int> indexes, int level)
    {
        var path = _parent is null ? [] : (List<object>)_parent.PathTo(indexes, _parent._ownLists);
        path.Add(Key);
        foreach (var index in indexes.Slice(FirstList, level))
        {
            path.Add(index);
        }

        return path;
    }

    /// <summary>An error that belongs to the field.</summary>
    public GraphQLError Error(string message, string code, ReadOnlySpan<int> indexes, int level) =>
        new(message, code, [.. _nodes.Select(node => node.Location)]) { Path = PathTo(indexes, level) };

    /// <summary>What every object of the response has before this field's value: <c>{"key":</c> or <c>,"key":</c>.
    /// </summary>
    public byte[] Prefix(bool isFirst) => Encoding.UTF8.GetBytes($"{(isFirst ? '{' : ',')}\"{Key}\":");

    /// <summary><c>Campaign.name</c>, as errors call the field.</summary>
    public override string ToString() => $"{ParentType.Name}.{Field.Name}";

    private static int ListsIn(GraphType type) => type.Nullable is ListType list ? 1 + ListsIn(list.Item) : 0;
}
