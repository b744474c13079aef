namespace Attribution.Tidy.Tests;

public sealed class LeftoverRulesTests
{
    [Theory]
    [InlineData("// TO" + "DO: later")]
    [InlineData("<!-- FIX" + "ME -->")]
    [InlineData("# HA" + "CK")]
    public void A_marker_is_found(string text) => LeftoverRules.Markers(new("a.cs", text)).ShouldHaveSingleItem();

    [Theory]
    [InlineData("the list of the hacked TODOS_TABLE")]
    [InlineData("methods")]
    public void A_word_that_contains_one_is_not_a_marker(string text) =>
        LeftoverRules.Markers(new("a.cs", text)).ShouldBeEmpty();

    [Theory]
    [InlineData("\"/wo" + "rk/main\"")]
    [InlineData("cd /ho" + "me/ada/attribution")]
    [InlineData(@"C:" + @"\Users\ada")]
    [InlineData("(/Us" + "ers/ada)")]
    public void A_path_of_one_machine_is_found(string text) =>
        LeftoverRules.MachinePaths(new("a.md", text)).ShouldHaveSingleItem();

    [Theory]
    [InlineData("https://example.com/wo" + "rk/item")]
    [InlineData("$HOME/home/x")]
    [InlineData("homework/")]
    public void An_address_is_not_a_path_of_one_machine(string text) =>
        LeftoverRules.MachinePaths(new("a.md", text)).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_for_later() => Checkout.ShouldBeClean(Checkout.Files.SelectMany(LeftoverRules.Markers));

    [Fact]
    public void Nothing_points_to_one_machine() =>
        Checkout.ShouldBeClean(Checkout.Files.SelectMany(LeftoverRules.MachinePaths));
}
