using Attribution.Testing;

namespace Attribution.EventStore.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_api_is_the_approved_one() =>
        Approval.Verify(PublicApi.Listing(typeof(EventLog).Assembly), "public-api.txt");
}
