using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Execution;

/// <summary>A valid document and what has been made of it so far. Safe for use by many threads.</summary>
internal sealed class ParsedDocument
{
    private readonly Dictionary<Name, Definition.Fragment> _fragments = [];
    private readonly List<KnownOperation> _operations = [];

    public ParsedDocument(Schema schema, Document document)
    {
        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case Definition.Operation operation:
                    _operations.Add(new KnownOperation(schema, this, operation));
                    break;
                case Definition.Fragment fragment:
                    _fragments.TryAdd(fragment.Name, fragment);
                    break;
            }
        }
    }

    public Definition.Fragment FragmentOf(Name name) => _fragments[name];

    /// <summary>Section 6.1 "Executing Requests", <c>GetOperation</c>.</summary>
    public KnownOperation? Find(string? name, out GraphQLError? error)
    {
        error = null;
        if (string.IsNullOrEmpty(name))
        {
            if (_operations is [var only])
            {
                return only;
            }

            error = new GraphQLError(
                _operations.Count == 0
                    ? "The document has no operation to run."
                    : "Must provide operation name if query contains multiple operations.",
                ErrorCodes.OperationNotFound);
            return null;
        }

        var found = _operations.Find(operation => operation.Name == name);
        error = found is null
            ? new GraphQLError($"Unknown operation named \"{name}\".", ErrorCodes.OperationNotFound)
            : null;
        return found;
    }
}
