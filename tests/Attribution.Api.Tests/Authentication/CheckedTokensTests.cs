using System.Security.Claims;
using Attribution.Api.Authentication;
using Attribution.Domain.Access;

namespace Attribution.Api.Tests.Authentication;

public sealed class CheckedTokensTests
{
    private static readonly object Keys = new();
    private readonly Clock _time = new();

    [Fact]
    public void A_checked_token_is_known_until_it_expires()
    {
        var tokens = new CheckedTokens(10, _time);
        tokens.Remember("t", Checked(minutes: 5));

        tokens.TryFind("t", Keys, out _).ShouldBeTrue();
        tokens.TryFind("u", Keys, out _).ShouldBeFalse();
        _time.Now += TimeSpan.FromMinutes(5);
        tokens.TryFind("t", Keys, out _).ShouldBeFalse();
    }

    [Fact]
    public void With_other_keys_it_has_to_be_checked_again()
    {
        var tokens = new CheckedTokens(10, _time);
        tokens.Remember("t", Checked(minutes: 5));

        tokens.TryFind("t", new object(), out _).ShouldBeFalse();
    }

    [Fact]
    public void However_many_come_no_more_than_the_most_are_remembered_and_those_in_use_stay()
    {
        var tokens = new CheckedTokens(100, _time);
        for (var number = 0; number < 10_000; number++)
        {
            tokens.Remember("in use", Checked(minutes: 5));
            tokens.Remember($"other {number}", Checked(minutes: 5));
            tokens.TryFind("in use", Keys, out _).ShouldBeTrue();
        }

        tokens.Count.ShouldBeLessThanOrEqualTo(100);
    }

    [Fact]
    public void Nothing_is_remembered_when_that_is_turned_off()
    {
        var tokens = new CheckedTokens(0, _time);
        tokens.Remember("t", Checked(minutes: 5));

        tokens.TryFind("t", Keys, out _).ShouldBeFalse();
    }

    private CheckedToken Checked(int minutes) => new(
        new ClaimsPrincipal(),
        new Principal("anna", new TenantId("acme"), new OrganisationId("blue"), Tlp.Amber, [], [Role.Analyst], []),
        _time.Now + TimeSpan.FromMinutes(minutes),
        Keys);

    private sealed class Clock : TimeProvider
    {
        internal DateTimeOffset Now { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
