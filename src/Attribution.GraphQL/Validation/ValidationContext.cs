using System.Diagnostics;
using System.Runtime.CompilerServices;
using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Validation;

/// <summary>What the rules share while one document is validated.</summary>
internal sealed class ValidationContext
{
    // A name can be repeated as often as a document is long; an error is for people.
    private const int MaxPlaces = 20;

    private readonly List<GraphQLError> _errors = [];
    private Dictionary<Name, Definition.Fragment>? _fragments;

    public ValidationContext(Schema? schema, Document document, ValidationOptions options)
    {
        KnownSchema = schema;
        Document = document;
        Options = options;
    }

    public Document Document { get; }

    public ValidationOptions Options { get; }

    /// <summary>The schema, if there is one: fragments of a new schema are validated without.</summary>
    public Schema? KnownSchema { get; }

    /// <summary>The schema that an executable document is held against.</summary>
    public Schema Schema => KnownSchema ?? throw new UnreachableException("This rule needs a schema.");

    /// <summary>The types at the place the walk has come to.</summary>
    public TypeTracker Types => field ??= new TypeTracker(KnownSchema);

    /// <summary>What each operation and fragment uses; complete when the walk leaves the document.</summary>
    public DefinitionUses Uses => field ??= new DefinitionUses(this);

    public IReadOnlyList<GraphQLError> Errors => _errors;

    /// <summary>Whether so many errors are found that the rest of the document does not matter.</summary>
    public bool IsFull { get; private set; }

    /// <summary>How often rules followed a fragment, compared two fields or looked at the use of a variable: the work
    /// beyond the one walk, which has to stay in bounds whatever the document is.</summary>
    public int Steps { get; private set; }

    /// <summary>Counts a step.</summary>
    public void CountStep() => Steps++;

    /// <summary>The fragment of that name; the last of several.</summary>
    public Definition.Fragment? FindFragment(Name name)
    {
        CountStep();
        _fragments ??= CollectFragments();
        return _fragments.GetValueOrDefault(name);
    }

    /// <summary>Whether there is stack left to follow fragments deeper. When there is not, the document is refused.
    /// </summary>
    public bool CanGoDeeper()
    {
        if (RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return true;
        }

        Report(new GraphQLError("Fragments nest too deep to be validated.", ErrorCodes.TooDeep));
        IsFull = true;
        return false;
    }

    public void Report(string message, params ReadOnlySpan<Location> places) =>
        Report(new GraphQLError(
            message,
            ErrorCodes.ValidationFailed,
            places[..Math.Min(places.Length, MaxPlaces)].ToArray()));

    public void Report(GraphQLError error)
    {
        if (IsFull)
        {
            return;
        }

        if (_errors.Count < Options.MaxErrors)
        {
            _errors.Add(error);
        }
        else
        {
            IsFull = true;
            _errors.Add(new GraphQLError(
                "Too many validation errors, error limit reached. Validation aborted.",
                ErrorCodes.ValidationFailed));
        }
    }

    private Dictionary<Name, Definition.Fragment> CollectFragments()
    {
        var fragments = new Dictionary<Name, Definition.Fragment>();
        foreach (var definition in Document.Definitions)
        {
            if (definition is Definition.Fragment fragment)
            {
                fragments[fragment.Name] = fragment;
            }
        }

        return fragments;
    }
}
