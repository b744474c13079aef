using Attribution.Domain.KillChain;

namespace Attribution.Domain.Tests.KillChain;

public sealed class TechniqueIdSpecs
{
    [Theory]
    [InlineData("shared_tags:['attack.t1003.001', 'T1566']", "T1003.001 T1566")]
    [InlineData("T1003.0015", "T1003")]
    [InlineData("AT1003 T10031 0T1003 T1003x", "")]
    [InlineData("(T1003),t0801;", "T1003 T0801")]
    [InlineData("", "")]
    public void Ids_are_found_in_running_text(string text, string ids) =>
        string.Join(' ', TechniqueId.FindIn(text)).ShouldBe(ids);

    [Fact]
    public void A_text_of_a_megabyte_is_searched_in_no_time()
    {
        var text = string.Concat(Enumerable.Repeat("T1003.00 ", 120_000));

        TechniqueId.FindIn(text).Count().ShouldBe(120_000);
    }

    [Theory]
    [InlineData("T1003.001", "T1003")]
    [InlineData("T1003", "T1003")]
    public void The_parent_of_a_technique_is_itself(string id, string parent) =>
        TechniqueId.ParentOf(id).ShouldBe(parent);
}
