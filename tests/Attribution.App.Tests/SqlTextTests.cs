using System.Diagnostics;

namespace Attribution.App.Tests;

public sealed class SqlTextTests
{
    [Fact]
    public void What_statements_have_in_common_is_included_whole()
    {
        var counted = SqlText.Get("count_dead_letters_of_caller");

        counted.ShouldContain("where state = 'dead'");
        counted.ShouldNotContain("include");
        SqlText.Composed("select /* include items_of_hypothesis */ from h").ShouldEndWith("order by e.part) from h");
    }

    [Fact]
    public void A_file_that_is_not_there_is_not_left_out_in_silence() =>
        Should.Throw<UnreachableException>(() => SqlText.Composed("select 1 /* include nobody */"))
            .Message.ShouldContain("nobody");
}
