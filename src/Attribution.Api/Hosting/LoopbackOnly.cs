using System.Net;

namespace Attribution.Api.Hosting;

/// <summary>The development issuer gives a token to whoever can read its folder, so it serves this machine alone.</summary>
internal static class LoopbackOnly
{
    /// <summary>Whether every address of a semicolon-separated list is a loopback address.</summary>
    internal static bool Allows(string urls) => urls
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .All(url => Uri.TryCreate(url, UriKind.Absolute, out var address)
            && (address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip))));
}
