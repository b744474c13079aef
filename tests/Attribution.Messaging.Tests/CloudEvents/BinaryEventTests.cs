using Attribution.Messaging.CloudEvents;

namespace Attribution.Messaging.Tests.CloudEvents;

public sealed class BinaryEventTests
{
    public static TheoryData<string> Bindings => ["http", "amqp"];

    [Theory]
    [MemberData(nameof(Bindings))]
    public void A_full_envelope_survives_a_trip_through_headers(string binding)
    {
        var headers = binding == "http" ? CloudEventHeaders.Http : CloudEventHeaders.Amqp;
        var envelope = Sample.FullMessage() with { Subject = "50 % \"Grüße\" \U0001F600", };

        var read = headers.Read([.. headers.Write(envelope)], envelope.ContentType, envelope.Body.Utf8);

        var message = read.ShouldBeOfType<Reading.Message>().Envelope;
        (message with { Extensions = envelope.Extensions }).ShouldBe(envelope);
        message.Extensions.ShouldBe(envelope.Extensions);
    }

    [Fact]
    public void Http_values_are_plain_ascii_on_the_wire() =>
        CloudEventHeaders.Http.Write(Sample.Message(subject: "Grüße 1%")).Single(header => header.Key == "ce-subject")
            .Value.ShouldBe("Gr%C3%BC%C3%9Fe%201%25");

    [Fact]
    public void Http_header_names_are_read_in_any_case() =>
        CloudEventHeaders.Http.Read(
            [new("CE-SpecVersion", "1.0"), new("Ce-Id", "1"), new("ce-source", "s"), new("ce-type", "t")],
            null, default)
            .ShouldBeOfType<Reading.Message>().Envelope.Id.ShouldBe("1");

    [Fact]
    public void Quotes_around_an_http_value_are_removed() =>
        CloudEventHeaders.Http.Read(
            [new("ce-specversion", "1.0"), new("ce-id", "\"a%20b\""), new("ce-source", "s"), new("ce-type", "t")],
            null, default)
            .ShouldBeOfType<Reading.Message>().Envelope.Id.ShouldBe("a b");

    [Fact]
    public void Both_spellings_of_the_amqp_prefix_are_read() =>
        CloudEventHeaders.Amqp.Read(
            [new("cloudEvents:specversion", "1.0"), new("cloudEvents_id", "1"), new("cloudEvents:source", "s"),
                new("cloudEvents_type", "t"), new("x-death", "ignored")], null, default)
            .ShouldBeOfType<Reading.Message>();

    [Fact]
    public void Only_headers_with_a_specversion_are_a_binary_event()
    {
        CloudEventHeaders.Http.AnswersTo(["content-type", "CE-SPECVERSION"]).ShouldBeTrue();
        CloudEventHeaders.Http.AnswersTo(["content-type", "ce-id"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"a":""", "application/json", "MALFORMED_JSON", "data")]
    [InlineData("<a/>", "text/xml", "UNSUPPORTED_CONTENT_TYPE", "datacontenttype")]
    public void A_body_that_is_not_json_is_refused_whole(string body, string contentType, string code, string field)
    {
        var read = CloudEventHeaders.Http.Read(
            [new("ce-specversion", "1.0"), new("ce-id", "1"), new("ce-source", "s"), new("ce-type", "t")],
            contentType, Sample.Utf8(body));

        var refused = read.ShouldBeOfType<Reading.Unreadable>();
        (refused.Error.Code, refused.Error.Field).ShouldBe((code, field));
        refused.Raw.ToArray().ShouldBe(Sample.Utf8(body));
    }
}
