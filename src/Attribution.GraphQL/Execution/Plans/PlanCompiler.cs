using Attribution.GraphQL.Language;
using Attribution.GraphQL.Limits;
using Attribution.GraphQL.Types;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.GraphQL.Execution;

/// <summary>
/// Makes the plan of an operation: which resolver writes which value how, decided once and typed throughout. Bindings
/// call back with their own types, so that no type has to be discovered by reflection.
/// </summary>
internal sealed class PlanCompiler(PlanScope scope)
{
    private CostNode _cost = CostNode.Root();
    private int _slots;
    private int _listDepth;

    /// <summary>The plan of a checked operation.</summary>
    public static OperationPlan Compile(PlanScope scope, Definition.Operation operation)
    {
        var compiler = new PlanCompiler(scope);
        var rootType = scope.Schema.RootType(operation.Kind)!;
        var root = compiler.Object<Root>(rootType, site: null, [operation.SelectionSet]);
        var delivery = scope switch
        {
            { HasLater: false } => Delivery.OfOnePiece,
            { IsIncremental: false } => Delivery.JoinedUp,
            _ => Delivery.InParts,
        };
        return new OperationPlan(
            root, operation.Kind, compiler._slots, compiler._listDepth, scope.Guards, compiler._cost, delivery);
    }

    /// <summary>What is selected on an object type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="site">The field whose value the object is; null for the root.</param>
    public ObjectPlan<T> Object<T>(ObjectType type, FieldSite site)
        where T : notnull => Object<T>(type, site, SelectionSetsOf(site));

    /// <summary>How a field of one resolver runs.</summary>
    public FieldPlan<TParent> Field<TParent, TValue>(FieldSite site, FieldBinding<TParent, TValue> binding)
    {
        _listDepth = Math.Max(_listDepth, site.ListDepth);
        var above = _cost;
        _cost = above.AddField(site, scope.Limits.AssumedListSize);
        var completion = binding.Output.Complete(new ValueSite(site, site.Field.Type, Level: 0), this);
        _cost = above;
        return binding.Resolver switch
        {
            Resolver<TParent, TValue>.Property property when !completion.Waits =>
                new PropertyPlan<TParent, TValue>(site, property.Read, completion),
            Resolver<TParent, TValue>.Sync sync when !completion.Waits =>
                new ComputedPlan<TParent, TValue>(site, CallOf(site, binding), sync.Compute, completion),
            Resolver<TParent, TValue>.Stream => Stream(site, binding, completion),
            Resolver<TParent, TValue>.Items items => Items(site, binding, items, completion),
            var resolver => new LoadedPlan<TParent, TValue>(
                site, CallOf(site, binding), resolver, completion, NewSlot()),
        };
    }

    /// <summary>How a list is written: whole, or the first items now and the rest later. Only a field's own list is
    /// streamed, not the lists in it.</summary>
    public Completion<IReadOnlyList<T>> List<T>(ValueSite site, Completion<T> item) =>
        site.Level == 0 && scope.StreamOf(site.Field) is { } wish
            ? new StreamedListCompletion<T>(site, item, wish)
            : new ListCompletion<T>(site, item);

    /// <summary>The possible types of an interface or union, with what is selected on each.</summary>
    public AbstractCompletion<T> Abstract<T>(ValueSite site, AbstractBinding<T> binding)
        where T : notnull
    {
        var possible = ((CompositeType)site.Type.Named).PossibleTypes;
        var above = _cost;
        var choice = above.AddChoice();
        var cases = new CasePlan<T>[binding.Cases.Count];
        for (var index = 0; index < cases.Length; index++)
        {
            _cost = choice.AddCase();
            var type = possible.First(type => type.Name == binding.Cases[index].TypeName);
            cases[index] = binding.Cases[index].Plan(type, site.Field, this);
        }

        _cost = above;
        return new AbstractCompletion<T>(site, cases, NewSlot());
    }

    private ObjectPlan<T> Object<T>(ObjectType type, FieldSite? site, IEnumerable<SelectionSet> selectionSets)
        where T : notnull
    {
        var collected = CollectFields.Of(scope, type, selectionSets);
        var parts = new List<DeferredPart<T>>();
        foreach (var deferred in collected.Deferred)
        {
            var fields = Fields<T>(type, site, deferred.Groups);
            parts.Add(new DeferredPart<T>(deferred.Label, site, new ObjectPlan<T>(fields, [])));
        }

        return new ObjectPlan<T>(Fields<T>(type, site, collected.Groups), [.. parts]);
    }

    private FieldPlan<T>[] Fields<T>(ObjectType type, FieldSite? site, List<FieldGroup> groups)
        where T : notnull
    {
        var fields = new FieldPlan<T>[groups.Count];
        for (var index = 0; index < fields.Length; index++)
        {
            fields[index] = Field<T>(type, site, groups[index], groups.Count);
            fields[index].PlaceFirst(index == 0);
        }

        return fields;
    }

    private FieldPlan<T> Field<T>(ObjectType type, FieldSite? parent, FieldGroup group, int siblings)
        where T : notnull
    {
        var definition = scope.Schema.FieldOf(type, group.Nodes[0].Name)!;
        var site = new FieldSite(parent, type, definition, [.. group.Nodes]);
        scope.Take(site, siblings);
        return definition == TypeNameField.Instance
            ? new TypeNamePlan<T>(site)
            : (FieldPlan<T>)definition.Binding!.Plan(site, this);
    }

    private LoadedPlan<TParent, TValue> Items<TParent, TValue>(
        FieldSite site,
        FieldBinding<TParent, TValue> binding,
        Resolver<TParent, TValue>.Items items,
        Completion<TValue> completion)
    {
        var initialCount = scope.StreamOf(site)?.InitialCount;
        var resolver = new Resolver<TParent, TValue>.Async((parent, call) => items.Load(parent, call, initialCount));
        return new LoadedPlan<TParent, TValue>(site, CallOf(site, binding), resolver, completion, NewSlot());
    }

    // Start-up lets nothing but fields of the subscription root, whose parent is the root, be streams.
    private FieldPlan<TParent> Stream<TParent, TValue>(
        FieldSite site, FieldBinding<TParent, TValue> binding, Completion<TValue> completion)
    {
        var stream = (Resolver<Root, TValue>.Stream)(object)binding.Resolver;
        var call = CallOf(site, binding);
        var field = new LoadedPlan<Root, TValue>(site, call, stream, completion, NewSlot());
        return (FieldPlan<TParent>)(object)new StreamPlan<TValue>(call, stream, field);
    }

    private CallPlan CallOf(FieldSite site, FieldBinding binding) =>
        site.Call = new CallPlan(scope, site, binding.Arguments, NewSlot());

    private int NewSlot() => _slots++;

    private static List<SelectionSet> SelectionSetsOf(FieldSite site)
    {
        var selectionSets = new List<SelectionSet>(site.Nodes.Length);
        foreach (var node in site.Nodes)
        {
            if (node.SelectionSet is { } selectionSet)
            {
                selectionSets.Add(selectionSet);
            }
        }

        return selectionSets;
    }
}
