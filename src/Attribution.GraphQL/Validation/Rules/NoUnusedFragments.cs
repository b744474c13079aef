using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>Every fragment is used by some operation (section 5.5.1.4 "Fragments Must Be Used").</summary>
internal sealed class NoUnusedFragments(ValidationContext context) : ValidationRule(context), ILeave<Document>
{
    public void Leave(Document document)
    {
        HashSet<Name>? used = null;
        foreach (var definition in document.Definitions)
        {
            if (definition is Definition.Fragment fragment)
            {
                used ??= UsedNames(document);
                if (!used.Contains(fragment.Name))
                {
                    Context.Report($"Fragment \"{fragment.Name}\" is never used.", fragment.Location);
                }
            }
        }
    }

    private HashSet<Name> UsedNames(Document document)
    {
        var operations = document.Definitions.OfType<Definition.Operation>();
        return Context.Uses.FragmentsOf(operations).Select(fragment => fragment.Name).ToHashSet();
    }
}
