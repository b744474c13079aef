namespace Attribution.Messaging.Tests;

public sealed class MessageTypeTests
{
    [Fact]
    public void A_message_survives_its_body()
    {
        var cluster = new Cluster("apt28", 3);

        Sample.ClusterDetected.TryRead(Sample.ClusterDetected.Write(cluster), out var read, out _).ShouldBeTrue();

        read.ShouldBe(cluster);
    }

    [Theory]
    [InlineData("""{"label":"x","size":"three"}""", "$.size")]
    [InlineData("null", "null")]
    public void A_body_that_breaks_the_contract_is_explained(string body, string clue)
    {
        Sample.ClusterDetected.TryRead(MessageBody.Parse(body), out _, out var problem).ShouldBeFalse();

        problem!.ShouldContain(clue);
    }

    [Theory]
    [InlineData("attribution.cluster.detected")]
    [InlineData("Attribution.Cluster.v1")]
    [InlineData("v1")]
    [InlineData("a..b.v1")]
    [InlineData("a.b.v0")]
    [InlineData("a.b.v1\n")]
    public void A_name_without_form_or_version_is_refused(string name) =>
        Should.Throw<ArgumentException>(() => new MessageType<Cluster>(name, SampleJson.Default.Cluster));
}
