using System.Text;
using Attribution.Messaging.CloudEvents;
using Attribution.Testing;
using NodaTime;

namespace Attribution.Messaging.Tests.CloudEvents;

public sealed class StructuredEventTests
{
    private const string Minimal =
        """{"specversion":"1.0","id":"m-1","source":"/s","type":"t.v1","data":{"a":1}}""";

    [Fact]
    public void A_full_envelope_survives_being_written_and_read()
    {
        var envelope = Sample.FullMessage();

        var read = Accepted(CloudEventJson.Read(CloudEventJson.Write(envelope)));

        read.Extensions.ShouldBe(envelope.Extensions);
        (read with { Extensions = envelope.Extensions }).ShouldBe(envelope);
    }

    [Fact]
    public void The_written_form_is_the_approved_one() =>
        Approval.Verify(Encoding.UTF8.GetString(CloudEventJson.Write(Sample.FullMessage())), "structured-event.json");

    [Fact]
    public void The_body_is_kept_byte_for_byte()
    {
        var read = Accepted(CloudEventJson.Read(Sample.Utf8(
            """{"specversion":"1.0","id":"1","source":"s","type":"t", "data" : { "b" : 1.00, "a":"\u0041" } }""")));

        read.Body.ToString().ShouldBe("""{ "b" : 1.00, "a":"\u0041" }""");
    }

    [Fact]
    public void A_body_may_travel_as_base64() =>
        Accepted(CloudEventJson.Read(Sample.Utf8(
            """{"specversion":"1.0","id":"1","source":"s","type":"t","data_base64":"eyJhIjoxfQ=="}""")))
            .Body.ToString().ShouldBe("""{"a":1}""");

    [Fact]
    public void An_event_without_data_has_the_body_null() =>
        Accepted(CloudEventJson.Read(Sample.Utf8("""{"specversion":"1.0","id":"1","source":"s","type":"t"}""")))
            .Body.ShouldBe(MessageBody.Null);

    [Fact]
    public void A_null_attribute_is_an_absent_one() =>
        Accepted(CloudEventJson.Read(Sample.Utf8(
            """{"specversion":"1.0","id":"1","source":"s","type":"t","subject":null}"""))).Subject.ShouldBeNull();

    [Fact]
    public void Times_with_an_offset_become_instants() =>
        Accepted(CloudEventJson.Read(Sample.Utf8(
            """{"specversion":"1.0","id":"1","source":"s","type":"t","time":"2026-03-01T14:00:00.5+02:00"}""")))
            .Time.ShouldBe(Sample.Now + Duration.FromMilliseconds(500));

    [Fact]
    public void Booleans_and_integers_are_kept_as_their_canonical_text()
    {
        var read = Accepted(CloudEventJson.Read(Sample.Utf8(
            """{"specversion":"1.0","id":"1","source":"s","type":"t","sampled":true,"rank":-5}""")));

        read.Extensions.ShouldBe([new("rank", "-5"), new("sampled", "true")]);
    }

    [Theory]
    [InlineData("""{"specversion":"1.0","id":"m-1","source":"/s","type":"t.v1","data":{"a":1}""",
        "MALFORMED_JSON", "event", 74)]
    [InlineData("""[1]""", "MALFORMED_JSON", "event", 0)]
    [InlineData("", "MALFORMED_JSON", "event", 0)]
    [InlineData("""{"specversion":"1.0","source":"/s","type":"t"}""", "MISSING_ATTRIBUTE", "id", null)]
    [InlineData("""{"specversion":"1.0","id":"1","type":"t"}""", "MISSING_ATTRIBUTE", "source", null)]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s"}""", "MISSING_ATTRIBUTE", "type", null)]
    [InlineData("""{"id":"1","source":"/s","type":"t"}""", "MISSING_ATTRIBUTE", "specversion", null)]
    [InlineData("""{"specversion":"0.3","id":"1","source":"/s","type":"t"}""", "UNSUPPORTED_VERSION", "specversion", 1)]
    [InlineData("""{"specversion":"1.0","id":"","source":"/s","type":"t"}""", "INVALID_ATTRIBUTE", "id", 21)]
    [InlineData("""{"specversion":"1.0","id":"1","id":"2","source":"/s","type":"t"}""",
        "DUPLICATE_ATTRIBUTE", "id", 30)]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"t","data":1,"data":2}""",
        "DUPLICATE_ATTRIBUTE", "data", 64)]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"t","Big":"x"}""",
        "INVALID_ATTRIBUTE", "Big", 55)]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"t","list":[1]}""",
        "INVALID_ATTRIBUTE", "list", 55)]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"t","rank":1.5}""",
        "INVALID_ATTRIBUTE", "rank", 55)]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"t","time":"yesterday"}""",
        "INVALID_ATTRIBUTE", "time", 55)]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"t","time":"0000-12-31T23:59:59Z"}""",
        "INVALID_ATTRIBUTE", "time", 55)]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"t","time":"0001-01-01T00:00:00+14:00"}""",
        "INVALID_ATTRIBUTE", "time", 55)]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"t","time":"9999-12-31T23:59:59-14:00"}""",
        "INVALID_ATTRIBUTE", "time", 55)]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"t","attempts":-1}""",
        "INVALID_ATTRIBUTE", "attempts", 55)]
    [InlineData("""{"specversion":"1.0","id":"a\u0007","source":"/s","type":"t"}""", "INVALID_ATTRIBUTE", "id", 21)]
    [InlineData("""{"specversion":"1.0","id":"\ud800","source":"/s","type":"t"}""", "MALFORMED_JSON", "event", 26)]
    [InlineData("""{"specversion":"1.0","id":"1","source":"http://[","type":"t"}""", "INVALID_ATTRIBUTE", "source", 30)]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"t","datacontenttype":"text/xml"}""",
        "UNSUPPORTED_CONTENT_TYPE", "datacontenttype", null)]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"t","data_base64":"!"}""",
        "INVALID_ATTRIBUTE", "data_base64", 55)]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"t","data_base64":"eyI="}""",
        "MALFORMED_JSON", "data_base64", 2)]
    public void A_bad_event_is_refused_with_its_field_and_place(string json, string code, string field, int? position)
    {
        var refused = CloudEventJson.Read(Sample.Utf8(json)).ShouldBeOfType<Reading.Unreadable>();

        refused.Error.Code.ShouldBe(code, refused.Error.Message);
        refused.Error.Field.ShouldBe(field);
        refused.Error.Position.ShouldBe(position);
        Encoding.UTF8.GetString(refused.Raw.Span).ShouldBe(json);
    }

    [Fact]
    public void Invalid_utf8_is_refused_at_the_first_bad_byte()
    {
        byte[] text = [.. Sample.Utf8("""{"id":"é"""), 0xFF, .. Sample.Utf8("\"}")];

        var refused = CloudEventJson.Read(text).ShouldBeOfType<Reading.Unreadable>();

        refused.Error.Position.ShouldBe(9);
        refused.Error.Message.ShouldContain("UTF-8");
    }

    [Fact]
    public void An_event_over_the_limit_is_refused_before_it_is_parsed() =>
        CloudEventJson.Read(Sample.Utf8(Minimal), new() { MaxMessageBytes = 20 })
            .ShouldBeOfType<Reading.Unreadable>().Error.Code.ShouldBe(EnvelopeError.TooLargeCode);

    [Fact]
    public void An_attribute_over_the_limit_is_refused() =>
        CloudEventJson.Read(Sample.Utf8(Minimal.Replace("m-1", new string('é', 200), StringComparison.Ordinal)))
            .ShouldBeOfType<Reading.Unreadable>().Error.ShouldSatisfyAllConditions(
                error => error.Code.ShouldBe(EnvelopeError.TooLargeCode),
                error => error.Field.ShouldBe("id"));

    [Fact]
    public void Cutting_an_event_anywhere_is_an_error_and_never_an_exception()
    {
        var whole = CloudEventJson.Write(Sample.FullMessage());
        for (var length = 0; length < whole.Length; length++)
        {
            CloudEventJson.Read(whole.AsMemory(0, length)).ShouldBeOfType<Reading.Unreadable>($"cut at {length}");
        }
    }

    [Fact]
    public void A_changed_byte_anywhere_never_raises_an_exception()
    {
        var whole = CloudEventJson.Write(Sample.FullMessage());
        for (var at = 0; at < whole.Length; at++)
        {
            foreach (var value in (byte[])[0x00, 0x22, 0x2C, 0x5C, 0x7B, 0x80, 0xFF])
            {
                var changed = whole.ToArray();
                changed[at] = value;
                CloudEventJson.Read(changed).ShouldNotBeNull();
            }
        }
    }

    private static Envelope Accepted(Reading reading) => reading.ShouldBeOfType<Reading.Message>().Envelope;
}
