using System.Text.Json;
using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Sdl;
using Attribution.GraphQL.Types;
using Attribution.GraphQL.Validation;
using Attribution.GraphQL.Validation.Rules;
using Attribution.Testing;

namespace Attribution.GraphQL.Tests.Validation;

/// <summary>What the reference implementation reported while it ran its own tests: rule by rule, and all rules at once.
/// </summary>
public class ReferenceValidationTests
{
    private static readonly Dictionary<string, Func<ValidationContext, ValidationRule>> OtherRules = new()
    {
        ["NoDeprecatedCustomRule"] = context => new NoDeprecated(context),
        ["NoSchemaIntrospectionCustomRule"] = context => new NoIntrospection(context),
    };

    // Errors that only the reference implementation reports, each with the reason why this engine does not.
    private static readonly Dictionary<string, string> NotReported = new()
    {
        ["Expected value of type \"CustomScalar\", found 123."] =
            "The recording's scalar has code that refuses everything; a schema in SDL cannot say that.",
        ["Variable \"string\" must be non-nullable to be used for OneOf Input Object \"OneOfInput\"."] =
            "The same fault is reported by section 5.8.5, where the specification puts it; once is enough.",
    };

    [SharedDataFact]
    public void Each_rule_reports_what_was_recorded()
    {
        var differences = Cases()
            .Select(recorded => Difference(recorded, recorded.Errors, RuleOf(recorded)))
            .OfType<string>();

        differences.ShouldBeEmpty();
    }

    [SharedDataFact]
    public void All_rules_together_report_what_was_recorded()
    {
        // Rules of later editions that the recording does not know.
        var rules = new RuleSet([.. SpecifiedRules.Executable.Rules
            .Where(rule => rule.Create(Context()) is not (KnownOperationTypes or OneSpellingPerArgument))]);
        var queries = Cases().Where(recorded => recorded.Kind == "query").ToList();

        queries.Count.ShouldBe(430);
        queries.Select(recorded => Difference(recorded, recorded.AllErrors, rules)).OfType<string>().ShouldBeEmpty();
    }

    private static List<RecordedCase> Cases()
    {
        var cases = File.ReadLines(SharedData.PathTo("graphql/validation.jsonl")).Select(RecordedCase.Read).ToList();
        cases.Count.ShouldBe(536);
        return cases;
    }

    private static string? Difference(
        RecordedCase recorded, IReadOnlyList<string> expected, RuleSet rules)
    {
        var schema = recorded.Schema.Length > 0
            ? BuildSchema.Unchecked(Parse(recorded.Schema), new SchemaOptions { IncrementalDelivery = false }, out _)
            : null;
        var errors = Validator.Validate(schema, Parse(recorded.Query), rules, ValidationOptions.Default);
        var found = errors.Select(Describe).Order(StringComparer.Ordinal).ToList();
        return found.SequenceEqual(expected)
            ? null
            : string.Join('\n', [recorded.Test, recorded.Query, "expected:", .. expected, "found:", .. found]);
    }

    private static RuleSet RuleOf(RecordedCase recorded)
    {
        if (OtherRules.TryGetValue(recorded.Rule, out var create))
        {
            return new RuleSet(new SpecifiedRule(recorded.Rule, create));
        }

        var all = recorded.Kind == "sdl" ? SpecifiedRules.TypeSystem : SpecifiedRules.Executable;
        return new RuleSet(all.Rules.Single(rule => rule.Create(Context()).GetType().Name + "Rule" == recorded.Rule));
    }

    private static ValidationContext Context() =>
        new(schema: null, new Document(default, []), ValidationOptions.Default);

    private static Document Parse(string text)
    {
        Parser.TryParse(new Source(text), ParserLimits.Schema, out var document, out var error)
            .ShouldBeTrue(error?.Message);
        return document!;
    }

    private static string Describe(GraphQLError error) =>
        $"{error.Message} {string.Join(' ', error.Locations.Select(place => $"{place.Line}:{place.Column}"))}";

    private sealed record RecordedCase(
        string Test,
        string Kind,
        string Rule,
        string Schema,
        string Query,
        IReadOnlyList<string> Errors,
        IReadOnlyList<string> AllErrors)
    {
        public static RecordedCase Read(string line)
        {
            var json = JsonDocument.Parse(line).RootElement;
            return new RecordedCase(
                Text(json, "test"),
                Text(json, "kind"),
                Text(json, "rule"),
                Text(json, "schema"),
                Text(json, "query"),
                ReadErrors(json.GetProperty("errors")),
                ReadErrors(json.GetProperty("allErrors")));
        }

        private static string Text(JsonElement json, string name) =>
            json.GetProperty(name).ValueKind == JsonValueKind.String ? json.GetProperty(name).GetString()! : "";

        private static IReadOnlyList<string> ReadErrors(JsonElement errors) =>
            errors.ValueKind != JsonValueKind.Array
                ? []
                : [.. errors.EnumerateArray()
                .Where(error => !NotReported.ContainsKey(Text(error, "message")))
                .Select(Describe)
                .Order(StringComparer.Ordinal)];

        private static string Describe(JsonElement error)
        {
            var places = error.GetProperty("locations").EnumerateArray()
                .Select(place => $"{place.GetProperty("line")}:{place.GetProperty("column")}");
            return $"{Text(error, "message")} {string.Join(' ', places)}";
        }
    }
}
