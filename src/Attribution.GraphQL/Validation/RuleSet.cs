using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation;

/// <summary>
/// Rules that validate together. A rule looks at few kinds of nodes, so the set knows which rule looks at what and a
/// walk calls only those.
/// </summary>
internal sealed class RuleSet
{
    private readonly Dictionary<Type, int[]> _positions = [];
    private readonly ValidationRule[] _samples;

    public RuleSet(params IReadOnlyList<SpecifiedRule> rules)
    {
        Rules = rules;
        _samples = Create(new ValidationContext(schema: null, new Document(default, []), ValidationOptions.Default));
        Find<IEnter<Document>>();
        Find<ILeave<Document>>();
        Find<IEnter<Definition>>();
        Find<IEnter<VariableDefinition>>();
        Find<IEnter<SelectionSet>>();
        Find<IEnter<Selection.Field>>();
        Find<ILeave<Selection.Field>>();
        Find<IEnter<Selection.FragmentSpread>>();
        Find<IEnter<Selection.InlineFragment>>();
        Find<IEnterDirectives>();
        Find<IEnter<Directive>>();
        Find<ILeave<Directive>>();
        Find<IEnter<Argument>>();
        Find<IEnter<Value>>();
        Find<IEnter<ObjectField>>();
        Find<IEnter<TypeReference.Named>>();
    }

    /// <summary>The rules, in the order they are asked in.</summary>
    public IReadOnlyList<SpecifiedRule> Rules { get; }

    /// <summary>New rules for one document.</summary>
    public ValidationRule[] Create(ValidationContext context)
    {
        var made = new ValidationRule[Rules.Count];
        for (var index = 0; index < made.Length; index++)
        {
            made[index] = Rules[index].Create(context);
        }

        return made;
    }

    /// <summary>Those of the rules made by <see cref="Create"/> that look at what <typeparamref name="T"/> shows.
    /// </summary>
    public T[] Select<T>(ValidationRule[] made)
        where T : class
    {
        var positions = _positions[typeof(T)];
        var selected = positions.Length == 0 ? [] : new T[positions.Length];
        for (var index = 0; index < selected.Length; index++)
        {
            selected[index] = (T)(object)made[positions[index]];
        }

        return selected;
    }

    private void Find<T>()
        where T : class =>
        _positions.Add(typeof(T), [.. Enumerable.Range(0, _samples.Length).Where(index => _samples[index] is T)]);
}
