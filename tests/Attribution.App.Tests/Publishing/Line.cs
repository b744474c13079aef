using System.Net;
using System.Net.Sockets;

namespace Attribution.App.Tests.Publishing;

/// <summary>A line to a broker that is closed until a test opens it.</summary>
internal sealed class Line : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _to;
    private readonly TaskCompletionSource _isOpen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _serving;

    internal Line(Uri to)
    {
        _to = to;
        _listener.Start();
        Address = new UriBuilder(to) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _serving = ServeAsync();
    }

    internal Uri Address { get; }

    internal void Open() => _isOpen.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var connected = new List<Task>();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                connected.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
            catch (OperationCanceledException)
            {
                await Task.WhenAll(connected);
            }
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using (near)
        {
            if (!_isOpen.Task.IsCompleted)
            {
                return;
            }

            using var far = new TcpClient();
            await far.ConnectAsync(_to.Host, _to.Port, _stop.Token);
            await Task.WhenAny(
                PassAsync(near.GetStream(), far.GetStream()), PassAsync(far.GetStream(), near.GetStream()));
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to)
    {
        try
        {
            await from.CopyToAsync(to, _stop.Token);
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One end has hung up.
        }
    }
}
