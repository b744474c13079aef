using Attribution.Messaging.CloudEvents;

namespace Attribution.Messaging.Tests.CloudEvents;

public sealed class BatchTests
{
    [Fact]
    public void A_batch_survives_being_written_and_read()
    {
        Envelope[] envelopes = [Sample.Message("m-1"), Sample.Message("m-2", "s")];

        var read = CloudEventBatch.Read(CloudEventBatch.Write(envelopes));

        read.Error.ShouldBeNull();
        read.Items.Select(item => item.ShouldBeOfType<Reading.Message>().Envelope.Id).ShouldBe(["m-1", "m-2"]);
    }

    [Fact]
    public void One_bad_item_leaves_the_others_alone()
    {
        var read = CloudEventBatch.Read(Sample.Utf8(
            """[{"specversion":"1.0","id":"1","source":"s","type":"t"}, 7, {"id":"3"}]"""));

        read.Error.ShouldBeNull();
        read.Items[0].ShouldBeOfType<Reading.Message>();
        read.Items[1].ShouldBeOfType<Reading.Unreadable>().Error.Code.ShouldBe(EnvelopeError.MalformedJsonCode);
        read.Items[2].ShouldBeOfType<Reading.Unreadable>().Error.Field.ShouldBe("specversion");
    }

    [Theory]
    [InlineData("""[{"specversion":"1.0","id":"1","source":"s","type":"t"},""", 55)]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"t"}""", 0)]
    public void A_broken_array_is_refused_as_a_whole(string json, long position)
    {
        var read = CloudEventBatch.Read(Sample.Utf8(json));

        read.Items.ShouldBeEmpty();
        read.Error!.Code.ShouldBe(EnvelopeError.MalformedJsonCode);
        read.Error.Position.ShouldBe(position);
    }

    [Fact]
    public void An_empty_batch_is_a_batch() =>
        CloudEventBatch.Read(Sample.Utf8("[]")).ShouldSatisfyAllConditions(
            read => read.Error.ShouldBeNull(),
            read => read.Items.ShouldBeEmpty());

    [Fact]
    public void A_batch_over_the_limit_is_refused() =>
        CloudEventBatch.Read(Sample.Utf8("[1,2,3]"), new() { MaxBatchItems = 2 })
            .Error!.Code.ShouldBe(EnvelopeError.TooLargeCode);
}
