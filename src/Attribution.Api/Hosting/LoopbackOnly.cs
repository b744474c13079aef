using System.Net;

namespace Attribution.Api.Hosting;

/// <summary>The development issuer gives a token to whoever can read its folder, so it serves this machine
/// alone.</summary>
internal static class LoopbackOnly
{
    /// <param name="urls">Addresses separated by semicolons.</param>
    /// <param name="isVouchedFor">Whether the operator vouches that they are reachable from this machine only.</param>
    /// <exception cref="InvalidOperationException">One is reachable from elsewhere.</exception>
    internal static void Demand(string urls, bool isVouchedFor)
    {
        if (!isVouchedFor && !AreLoopback(urls))
        {
            throw new InvalidOperationException(
                "The development issuer serves loopback addresses only: change --urls, or configure an issuer.");
        }
    }

    private static bool AreLoopback(string urls) => urls
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .All(url => Uri.TryCreate(url, UriKind.Absolute, out var address)
            && (address.Host == "localhost"
                || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip))));
}
