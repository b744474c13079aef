using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Limits;
using Attribution.GraphQL.Tests.Execution;

namespace Attribution.GraphQL.Tests.Limits;

public sealed class LimitTests
{
    private static Library With(Func<OperationLimits, OperationLimits> change) =>
        new(new GraphQLEngineOptions { Limits = change(OperationLimits.Default) });

    [Fact]
    public async Task A_document_may_not_have_too_many_bytes()
    {
        var library = With(limits => limits with { MaxDocumentBytes = 20 });
        (await library.RunAsync("{ works { id } }")).ShouldContain("\"data\"");
        (await library.RunAsync("{ works { id title } }")).ShouldContain("DOCUMENT_TOO_LARGE");
    }

    [Theory]
    [InlineData("{ books { similar { id } } }", false)]
    [InlineData("{ books { similar { similar { id } } } }", true)]
    [InlineData(
        "{ books { ...A } } fragment A on Book { similar { ...B } } fragment B on Book { similar { id } }", true)]
    public async Task Fields_may_not_be_too_deep(string document, bool isRefused)
    {
        var response = await With(limits => limits with { MaxDepth = 3 }).RunAsync(document);
        response.Contains("TOO_DEEP", StringComparison.Ordinal).ShouldBe(isRefused);
        response.Contains("\"data\"", StringComparison.Ordinal).ShouldBe(!isRefused);
    }

    [Fact]
    public async Task Aliases_are_counted_in_fragments_too()
    {
        var library = With(limits => limits with { MaxAliases = 2 });
        (await library.RunAsync("{ a: works { b: id } } ")).ShouldContain("\"data\"");
        (await library.RunAsync("{ a: works { ...F } b: works { ...F } } fragment F on Work { i: id }"))
            .ShouldContain("TOO_MANY_ALIASES");
    }

    [Fact]
    public async Task Root_fields_are_counted()
    {
        var library = With(limits => limits with { MaxRootFields = 2 });
        (await library.RunAsync("{ works { id } books { id } works { title } }")).ShouldContain("\"data\"");
        (await library.RunAsync("{ works { id } books { id } echo }")).ShouldContain("TOO_MANY_ROOT_FIELDS");
    }

    [Fact]
    public async Task Fragments_that_multiply_are_stopped()
    {
        var fragments = Enumerable.Range(0, 16).Select(level =>
            $"fragment F{level} on Book {{ {Spread("a", level)} {Spread("b", level)} }}");
        var document = $"{{ books {{ ...F0 }} }} {string.Join(' ', fragments)} fragment F16 on Book {{ id }}";
        var library = With(limits => limits with { MaxAliases = int.MaxValue, MaxDepth = 100 });
        var response = await library.RunAsync(document);
        response.ShouldContain("TOO_COMPLEX");

        static string Spread(string alias, int level) => $"{alias}{level}: similar {{ ...F{level + 1} }}";
    }

    [Fact]
    public async Task An_operation_that_would_cost_too_much_is_told_its_cost()
    {
        var library = With(limits => limits with { MaxFieldCost = 100, AssumedListSize = 10 });
        var response = await library.RunAsync("{ books { similar { similar { id } } } }");
        response.ShouldContain("TOO_COSTLY");
        response.ShouldContain("\"fieldCost\":111,\"maxFieldCost\":100,\"typeCost\":1110");
        (await library.RunAsync("{ books { similar { id } } }")).ShouldContain("\"data\"");
    }

    [Fact]
    public async Task What_is_skipped_costs_nothing()
    {
        var library = With(limits => limits with { MaxTypeCost = 100 });
        const string Document =
            "query ($deep: Boolean!) { books { similar @include(if: $deep) { similar { id } } id } }";
        (await library.RunAsync(Document, new { deep = true })).ShouldContain("TOO_COSTLY");
        (await library.RunAsync(Document, new { deep = false })).ShouldContain("\"data\"");
    }

    [Fact]
    public async Task An_operation_that_takes_too_long_is_called_off()
    {
        var library = With(limits => limits with { Timeout = TimeSpan.FromMilliseconds(20) });
        var response = await library.RunAsync("{ slow(name: \"x\") }");
        response.ShouldContain("TIMEOUT");
        response.ShouldEndWith("\"data\":null}");
    }
}
