using Attribution.Domain.Access;

namespace Attribution.App.Taxii.Feeds;

/// <summary>
/// What another server says in its own words - why it refuses a request or an object - it says to whoever set the feed
/// up: it may name accounts, addresses, or what others have sent there. Everybody else who sees the feed reads the
/// codes, which are ours.
/// </summary>
internal static class TheirWords
{
    internal static bool MayRead(Principal caller) => caller.May(Permission.Decide);
}
