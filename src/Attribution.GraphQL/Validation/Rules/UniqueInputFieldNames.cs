using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>No field of an input object literal is given twice (section 5.6.3 "Input Object Field Uniqueness").
/// </summary>
internal sealed class UniqueInputFieldNames(ValidationContext context) : ValidationRule(context), IEnter<Value>
{
    public void Enter(Value value)
    {
        if (value is not Value.Object input)
        {
            return;
        }

        foreach (var (name, places) in Duplicates.Of(input.Fields, field => field.Name))
        {
            foreach (var place in places.AsSpan(1))
            {
                Context.Report($"There can be only one input field named \"{name}\".", places[0], place);
            }
        }
    }
}
