namespace Attribution.Tidy.Tests;

public sealed class SqlRulesTests
{
    [Fact]
    public void A_file_without_an_introduction_is_found()
    {
        SqlRules.Introduction(Sql("select 1;")).ShouldHaveSingleItem();
        SqlRules.Introduction(Sql("-- Called by the daemon; takes no lock.\nselect 1;")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("select * from mt_events", 1)]
    [InlineData("select e.id, e.*\nfrom mt_events e", 0)]
    [InlineData("select\n  *\nfrom mt_events", 0)]
    [InlineData("delete from mt_events returning *", 1)]
    [InlineData("-- never select * here", 0)]
    [InlineData("select count(*), 'select *' from mt_events", 0)]
    public void A_star_instead_of_columns_is_found_on_its_line(string sql, int findings) =>
        SqlRules.SelectStar(Sql(sql)).Count().ShouldBe(findings);

    [Theory]
    [InlineData("SELECT 1", 1)]
    [InlineData("select 'SELECT'", 0)]
    [InlineData("-- SELECT", 0)]
    public void Upper_case_is_found(string sql, int findings) =>
        SqlRules.UpperCase(Sql(sql)).Count().ShouldBe(findings);

    [Fact]
    public void A_file_that_nobody_names_is_found()
    {
        var file = Sql("-- x");

        SqlRules.Unused(file, [new("a.cs", "Load(\"append_event\")")]).ShouldHaveSingleItem();
        SqlRules.Unused(file, [new("a.cs", "Load(\"append_events\")")]).ShouldBeEmpty();
        SqlRules.Unused(file, [new("a.sql", "-- as in append_events")]).ShouldHaveSingleItem();
        SqlRules.Unused(file, [new("a.sql", "select 1 /* include append_events */")]).ShouldBeEmpty();
        SqlRules.Unused(file with { Path = "src/X/Schema/0001_append_events.sql" }, []).ShouldBeEmpty();
        SqlRules.Unused(file with { Path = "src/X/Schema/append_events.sql" }, []).ShouldHaveSingleItem();
    }

    [Fact]
    public void Every_sql_file_is_introduced_explicit_and_in_lower_case() =>
        Checkout.ShouldBeClean(Operations.SelectMany(file =>
            SqlRules.Introduction(file).Concat(SqlRules.SelectStar(file)).Concat(SqlRules.UpperCase(file))));

    [Fact]
    public void Every_sql_file_is_used() =>
        Checkout.ShouldBeClean(Operations.SelectMany(file => SqlRules.Unused(
            file,
            Checkout.With(".cs", ".sql").Where(code => code.IsUnder(string.Join('/', file.Path.Split('/')[..2]))))));

    /// <summary>Approved texts are compared, not run.</summary>
    private static IEnumerable<TextFile> Operations =>
        Checkout.With(".sql").Where(file => !file.EndsWith(".approved.sql"));

    private static TextFile Sql(string text) => new("src/Attribution.EventStore/Sql/append_events.sql", text);
}
