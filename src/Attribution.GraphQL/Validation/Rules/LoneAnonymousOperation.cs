using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>An operation without a name is the only operation of its document (section 5.2.3.1).</summary>
internal sealed class LoneAnonymousOperation(ValidationContext context)
    : ValidationRule(context), IEnter<Document>, IEnter<Definition>
{
    private int _operations;

    public void Enter(Document document)
    {
        foreach (var definition in document.Definitions)
        {
            _operations += definition is Definition.Operation ? 1 : 0;
        }
    }

    public void Enter(Definition definition)
    {
        if (_operations > 1 && definition is Definition.Operation { Name: null })
        {
            Context.Report("This anonymous operation must be the only defined operation.", definition.Location);
        }
    }
}
