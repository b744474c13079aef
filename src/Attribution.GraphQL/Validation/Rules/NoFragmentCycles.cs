using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>
/// No fragment contains itself (section 5.5.2.2 "Fragment Spreads Must Not Form Cycles"). The search keeps its own
/// stack, for a chain of fragments is as long as a document can make it.
/// </summary>
internal sealed class NoFragmentCycles(ValidationContext context) : ValidationRule(context), ILeave<Document>
{
    // An error is for people: the start of a long cycle tells them enough.
    private const int MaxShownFragments = 20;

    private readonly HashSet<Name> _finished = [];
    private readonly Dictionary<Name, int> _depthOf = [];
    private readonly List<Step> _path = [];

    public void Leave(Document document)
    {
        foreach (var definition in document.Definitions)
        {
            if (definition is Definition.Fragment fragment && Context.Uses.SpreadsOf(fragment).Count > 0)
            {
                Search(fragment);
            }
        }
    }

    private void Search(Definition.Fragment start)
    {
        Open(start);
        while (_path is [.., var step])
        {
            if (Context.IsFull || !step.Next(out var spread))
            {
                Close(step);
            }
            else if (_depthOf.TryGetValue(spread.Name, out var depth))
            {
                Report(spread, depth);
            }
            else if (Context.FindFragment(spread.Name) is { } fragment)
            {
                Open(fragment);
            }
        }
    }

    private void Open(Definition.Fragment fragment)
    {
        if (_finished.Add(fragment.Name))
        {
            _depthOf[fragment.Name] = _path.Count;
            _path.Add(new Step(fragment, Context.Uses.SpreadsOf(fragment)));
        }
    }

    private void Close(Step step)
    {
        _path.RemoveAt(_path.Count - 1);
        _depthOf.Remove(step.Fragment.Name);
    }

    private void Report(Selection.FragmentSpread spread, int depth)
    {
        var cycle = _path.Skip(depth).Select(step => step.Current).ToList();
        var via = string.Join(", ", cycle.SkipLast(1).Take(MaxShownFragments).Select(step => $"\"{step.Name}\""));
        Context.Report(
            $"Cannot spread fragment \"{spread.Name}\" within itself{(via.Length > 0 ? $" via {via}" : "")}.",
            [.. cycle.Take(MaxShownFragments).Select(step => step.Location)]);
    }

    /// <summary>A fragment on the path, and which of its spreads the search has come to.</summary>
    private sealed class Step(Definition.Fragment fragment, IReadOnlyList<Selection.FragmentSpread> spreads)
    {
        private int _next;

        public Definition.Fragment Fragment { get; } = fragment;

        public Selection.FragmentSpread Current => spreads[_next - 1];

        public bool Next(out Selection.FragmentSpread spread)
        {
            var hasNext = _next < spreads.Count;
            spread = hasNext ? spreads[_next++] : null!;
            return hasNext;
        }
    }
}
