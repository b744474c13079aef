using System.Net;
using System.Net.Sockets;

namespace Attribution.App.Publishing;

/// <summary>Connections to addresses that callers choose: nothing of the operator's own network may be reached by
/// them.</summary>
internal static class OutsideOnly
{
    /// <summary>Whether anybody on the internet could mean this address.</summary>
    internal static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return !plain.IsIPv6LinkLocal && !plain.IsIPv6UniqueLocal && !plain.IsIPv6SiteLocal
                && !plain.IsIPv6Multicast && !plain.IsIPv6Teredo && LeadsOutside(plain.GetAddressBytes());
        }

        return plain.GetAddressBytes() switch
        {
            [0 or 10 or 127, ..] => false,
            [100, >= 64 and <= 127, ..] => false,
            [169, 254, ..] => false,
            [172, >= 16 and <= 31, ..] => false,
            [192, 168, ..] or [192, 0, 0, _] => false,
            [198, 18 or 19, ..] => false,
            [>= 224, ..] => false,
            _ => true,
        };
    }

    /// <summary>Whether no IPv4 address of a private network is wrapped in it: NAT64 translates its last four bytes
    /// (RFC 6052, 2.1), a local prefix does so as its operator likes (RFC 8215), and 6to4 and the unspecified prefix,
    /// loopback among it, have nobody on the internet (RFC 7526; RFC 4291, 2.5).</summary>
    private static bool LeadsOutside(byte[] address) => address switch
    {
        [0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, .. var wrapped] => IsPublic(new IPAddress(wrapped)),
        [0x00, 0x64, 0xff, 0x9b, ..] => false,
        [0x20, 0x02, ..] => false,
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ..] => false,
        _ => true,
    };

    /// <summary>The address that was checked is the one that is connected to: a name may mean another one by
    /// then.</summary>
    internal static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint endPoint, bool allowPrivateAddresses, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(endPoint.Host, cancellation);
        var allowed = addresses.Where(address => allowPrivateAddresses || IsPublic(address)).ToArray();
        if (allowed.Length == 0)
        {
            throw new HttpRequestException("Its address is not on the public internet.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, endPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
