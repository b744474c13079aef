using Attribution.GraphQL.Language;
using Attribution.GraphQL.Validation;
using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation;

public class SpecifiedRulesTests
{
    [Fact]
    public void Every_rule_is_asked_and_says_where_it_is_stated()
    {
        var listed = SpecifiedRules.WithoutIntrospection.Rules.Concat(SpecifiedRules.TypeSystem.Rules).ToList();
        var none = new ValidationContext(schema: null, new Document(default, []), ValidationOptions.Default);
        var written = typeof(ValidationRule).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ValidationRule)) && type != typeof(NoDeprecated));

        listed.ShouldAllBe(rule => rule.Section.Length > 0);
        listed.Select(rule => rule.Create(none).GetType()).Distinct().ShouldBe(written, ignoreOrder: true);
    }
}
