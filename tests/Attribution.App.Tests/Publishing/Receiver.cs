using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Attribution.App.Tests.Publishing;

/// <summary>A subscriber on this machine that keeps what it is told and answers what a test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Channel<Told> _told = Channel.CreateUnbounded<Told>();
    private readonly Task _serving;

    internal Receiver()
    {
        Address = $"http://127.0.0.1:{FreePort()}/hooks/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _serving = ServeAsync();
    }

    internal string Address { get; }

    /// <summary>What it answers from now on.</summary>
    internal int Status { get; set; } = 204;

    /// <summary>The next thing it is told.</summary>
    internal async Task<Told> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return await _told.Reader.ReadAsync(limit.Token);
    }

    /// <summary>What it was told and nobody has read yet.</summary>
    internal IEnumerable<Told> Unread()
    {
        while (_told.Reader.TryRead(out var told))
        {
            yield return told;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var memory = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(memory);
                var headers = context.Request.Headers.AllKeys.OfType<string>()
                    .ToDictionary(
                        name => name, name => context.Request.Headers[name]!, StringComparer.OrdinalIgnoreCase);
                await _told.Writer.WriteAsync(new Told(headers, memory.ToArray()));
                context.Response.StatusCode = Status;
                context.Response.Close();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

/// <summary>One request that a subscriber got.</summary>
internal sealed record Told(IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    internal JsonElement Event { get; } = JsonDocument.Parse(Encoding.UTF8.GetString(Body)).RootElement;

    internal string Type => Event.GetProperty("type").GetString()!;

    internal Guid Campaign => Event.GetProperty("data").GetProperty("campaignId").GetGuid();
}
