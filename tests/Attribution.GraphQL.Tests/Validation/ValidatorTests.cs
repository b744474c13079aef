using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Validation;

namespace Attribution.GraphQL.Tests.Validation;

/// <summary>What validation may cost.</summary>
public class ValidatorTests
{
    // The many operations that share a fragment take the most: 800 times its 500 variables, for three rules.
    private const int MaxSteps = 2_000_000;

    [Fact]
    public void Errors_are_counted_and_then_it_stops()
    {
        var document = Parse("{" + string.Concat(Enumerable.Range(0, 15_000).Select(index => $"f{index} ")) + "}");

        var errors = Validator.Validate(ExampleSchema.Schema, document, new ValidationOptions { MaxErrors = 3 });

        errors.Count.ShouldBe(4);
        errors[^1].Message.ShouldBe("Too many validation errors, error limit reached. Validation aborted.");
    }

    [Fact]
    public void Names_are_proposed_only_when_that_is_wanted()
    {
        var document = Parse("{ dgo { name } }");

        Validator.Validate(ExampleSchema.Schema, document)[0].Message
            .ShouldEndWith("Did you mean \"dog\" or \"dogs\"?");
        Validator.Validate(ExampleSchema.Schema, document, new ValidationOptions { SuggestNames = false })[0].Message
            .ShouldBe("Cannot query field \"dgo\" on type \"Query\".");
    }

    [Fact]
    public void Introspection_can_be_off()
    {
        var document = Parse("{ __schema { queryType { name } } }");

        Validator.Validate(ExampleSchema.Schema, document).ShouldBeEmpty();
        Validator.Validate(ExampleSchema.Schema, document, new ValidationOptions { AllowIntrospection = false })
            .ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(HostileDocuments))]
    public void A_hostile_document_takes_a_bounded_number_of_steps(string what, string text, bool isTooComplex)
    {
        var document = Parse(text);

        var validation = Validator.Run(
            ExampleSchema.Schema, document, SpecifiedRules.Executable, ValidationOptions.Default);

        validation.Steps.ShouldBeLessThan(MaxSteps, what);
        var errors = validation.Errors;
        errors.Any(error => error.Code == ErrorCodes.TooComplex).ShouldBe(isTooComplex, what);
        errors.Sum(error => error.Message.Length + error.Locations.Count).ShouldBeLessThan(50_000, what);
    }

    public static TheoryData<string, string, bool> HostileDocuments() => new()
    {
        { "one field, many times", "{" + Repeat(4_900, _ => "dog{name} ") + "}", true },
        { "one leaf, many times", "{dog{" + Repeat(19_000, _ => "name ") + "}}", true },
        { "many aliases", "{dog{" + Repeat(6_000, index => $"a{index}:name ") + "}}", false },
        { "a chain of fragments", "{...f0} " + Fragments(2_000, index => $"...f{index + 1}"), false },
        { "fragments that double", "{...f0} " + Fragments(1_500, index => $"...f{index + 1} ...f{index + 1}"), false },
        {
            "fragments that double and select",
            "{...f0} " + Fragments(1_000, index => $"dog{{name}} ...f{index + 1}"),
            true
        },
        { "a cycle of fragments", "{...f0} " + Fragments(2_000, index => $"...f{(index + 1) % 2_000}"), false },
        {
            "introspection through fragments",
            "{...f0} " + Fragments(1_000, index => $"__schema{{types{{name}}}} ...f{index + 1}"),
            true
        },
        { "many unknown arguments", "{dog(" + Repeat(6_000, index => $"a{index}:1 ") + "){name}}", false },
        { "one argument, many times", "{dog(" + Repeat(6_000, _ => "a:1 ") + "){name}}", false },
        {
            "many unknown input fields",
            "{findDog(searchBy:{" + Repeat(6_000, index => $"a{index}:1 ") + "}){name}}",
            false
        },
        { "many unused variables", "query(" + Repeat(4_500, index => $"$a{index}:Int ") + "){dog{name}}", false },
        { "many operations with one fragment", Repeat(800, index => $"query q{index}($v:Boolean){{dog{{...f}}}} ")
            + "fragment f on Dog{" + Repeat(500, index => $"c{index}:isHouseTrained(atOtherHomes:$v) ") + "}", false },
    };

    private static string Fragments(int count, Func<int, string> content) =>
        Repeat(count, index => $"fragment f{index} on Query{{{content(index)}}} ")
        + $"fragment f{count} on Query{{dog{{name}}}}";

    private static string Repeat(int count, Func<int, string> text) =>
        string.Concat(Enumerable.Range(0, count).Select(text));

    private static Document Parse(string text)
    {
        Parser.TryParse(new Source(text), limits: null, out var document, out var error).ShouldBeTrue(error?.Message);
        return document!;
    }
}
