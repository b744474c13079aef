namespace Attribution.Messaging.Tests;

public sealed class MessageBodyTests
{
    [Fact]
    public void Another_order_of_keys_and_other_white_space_is_the_same_content() =>
        MessageBody.Parse("""{"a":[1,{"x":1,"y":2}],"b":null}""").Digest()
            .ShouldBe(MessageBody.Parse("""{ "b" : null, "a" : [ 1, { "y":2, "x":1 } ] }""").Digest());

    [Theory]
    [InlineData("""{"a":1}""", """{"a":2}""")]
    [InlineData("""[1,2]""", """[2,1]""")]
    [InlineData("""{"a":1}""", """{"a":"1"}""")]
    [InlineData("""{"a":{}}""", """{"a":[]}""")]
    public void Other_content_has_another_digest(string one, string other) =>
        MessageBody.Parse(one).Digest().ShouldNotBe(MessageBody.Parse(other).Digest());

    [Fact]
    public void Text_that_is_not_json_is_no_body() =>
        Should.Throw<ArgumentException>(() => MessageBody.Parse("{]"));

    [Fact]
    public void The_same_message_has_the_same_id_everywhere()
    {
        var id = MessageId.Of("t", "/s", "1");

        id.ShouldBe(MessageId.Of("t", "/s", "1"));
        id.ToString().ShouldBe("6164b6dc-f9dc-8224-9341-9c82ba8148d9");
    }

    [Fact]
    public void The_parts_of_an_id_do_not_run_into_each_other() =>
        MessageId.Of("a", "bc", "d").ShouldNotBe(MessageId.Of("ab", "c", "d"));
}
