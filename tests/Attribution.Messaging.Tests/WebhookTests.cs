using System.Text;
using NodaTime;

namespace Attribution.Messaging.Tests;

public sealed class WebhookTests
{
    private static readonly ReadOnlyMemory<byte> Secret = Encoding.ASCII.GetBytes("a secret of enough length");
    private static readonly ReadOnlyMemory<byte> Body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");
    private static readonly Duration Tolerance = Duration.FromMinutes(5);

    [Fact]
    public void The_signature_is_that_of_the_specifications_example()
    {
        var secret = Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        WebhookSignature.Sign([secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.FromUnixTimeSeconds(1614265330), Body)
            .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    [Fact]
    public void While_a_secret_is_changed_either_one_verifies()
    {
        ReadOnlyMemory<byte> next = Encoding.ASCII.GetBytes("another secret of enough length");
        var signatures = WebhookSignature.Sign([next, Secret], "m", Sample.Now, Body);

        Verify(Secret, signatures).ShouldBeTrue();
        Verify(next, signatures).ShouldBeTrue();
        Verify(Encoding.ASCII.GetBytes("a third secret of enough length"), signatures).ShouldBeFalse();
    }

    [Fact]
    public void A_changed_body_id_or_time_does_not_verify()
    {
        var signature = WebhookSignature.Sign([Secret], "m", Sample.Now, Body);

        WebhookSignature.IsValid(Secret, "n", Sample.Now, Body, signature, Sample.Now, Tolerance).ShouldBeFalse();
        WebhookSignature.IsValid(Secret, "m", Sample.Now, Body[..^1], signature, Sample.Now, Tolerance).ShouldBeFalse();
        WebhookSignature.IsValid(
            Secret, "m", Sample.Now + Duration.FromSeconds(1), Body, signature, Sample.Now, Tolerance).ShouldBeFalse();
    }

    [Fact]
    public void An_old_or_future_delivery_does_not_verify()
    {
        var signature = WebhookSignature.Sign([Secret], "m", Sample.Now, Body);

        Verify(Secret, signature, Sample.Now + Tolerance).ShouldBeTrue();
        Verify(Secret, signature, Sample.Now + Tolerance + Duration.FromSeconds(1)).ShouldBeFalse();
        Verify(Secret, signature, Sample.Now - Tolerance - Duration.FromSeconds(1)).ShouldBeFalse();
    }

    [Fact]
    public void A_short_secret_is_refused() =>
        Should.Throw<ArgumentException>(() => WebhookSignature.Sign([Secret[..10]], "m", Sample.Now, Body));

    [Fact]
    public void A_subscriber_that_fails_is_left_alone_for_a_growing_while_and_one_success_ends_it()
    {
        var health = Fail(WebhookHealth.Good, 4, Sample.Now);
        health.MaySend(Sample.Now).ShouldBeTrue();

        health = Fail(health, 1, Sample.Now);
        health.MaySend(Sample.Now + Duration.FromSeconds(29)).ShouldBeFalse();
        health.MaySend(Sample.Now + Duration.FromSeconds(30)).ShouldBeTrue();

        health = Fail(health, 1, Sample.Now);
        health.RestUntil.ShouldBe(Sample.Now + Duration.FromSeconds(60));
        health.AfterSuccess().ShouldBe(WebhookHealth.Good);
    }

    [Fact]
    public void A_subscriber_that_fails_for_days_is_disabled_and_stays_so()
    {
        var health = Fail(WebhookHealth.Good, 1, Sample.Now);
        health = Fail(health, 1, Sample.Now + Duration.FromDays(5) - Duration.FromSeconds(1));
        health.DisabledAt.ShouldBeNull();

        health = Fail(health, 1, Sample.Now + Duration.FromDays(5));

        health.DisabledAt.ShouldBe(Sample.Now + Duration.FromDays(5));
        health.MaySend(Sample.Now + Duration.FromDays(100)).ShouldBeFalse();
        health.AfterSuccess().DisabledAt.ShouldNotBeNull();
    }

    private static bool Verify(ReadOnlyMemory<byte> secret, string signatures, Instant? now = null) =>
        WebhookSignature.IsValid(secret, "m", Sample.Now, Body, signatures, now ?? Sample.Now, Tolerance);

    private static WebhookHealth Fail(WebhookHealth health, int times, Instant now) => Enumerable.Range(0, times)
        .Aggregate(health, (state, _) => state.AfterFailure(now, WebhookPolicy.Default, 0));
}
