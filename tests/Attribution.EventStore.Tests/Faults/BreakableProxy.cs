using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Attribution.EventStore.Tests.Faults;

/// <summary>
/// Stands between the store and the server, and loses on purpose what a network loses by chance: an answer that was on
/// its way, or a request that arrives when nobody waits for it any more.
/// </summary>
internal sealed class BreakableProxy : IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly (string Host, int Port) _server;
    private readonly Task _accepting;
    private Loss? _next;

    private BreakableProxy((string Host, int Port) server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    internal static BreakableProxy Before(string connectionString)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        return new BreakableProxy((server.Host!, server.Port));
    }

    /// <summary>The server's connection string, by way of the proxy.</summary>
    internal string ConnectionString(string direct) => new NpgsqlConnectionStringBuilder(direct)
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
    }.ConnectionString;

    /// <summary>The next request reaches the server, and its answer is lost together with the connection.</summary>
    /// <returns>Ends when the server had answered.</returns>
    internal Task LoseNextAnswer() => Arm(new Loss(HoldsRequest: false)).Lost.Task;

    /// <summary>The next request is held back and the connection lost; the server gets the request when the returned
    /// function is called.</summary>
    internal (Task Held, Func<Task> DeliverLate) HoldNextRequest()
    {
        var loss = Arm(new Loss(HoldsRequest: true));
        return (loss.Lost.Task, () =>
        {
            loss.Deliver.TrySetResult();
            return loss.Delivered.Task;
        }
        );
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    private Loss Arm(Loss loss)
    {
        Volatile.Write(ref _next, loss);
        return loss;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync();
                _ = ServeAsync(client);
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(_server.Host, _server.Port);
            var link = new Link(client.GetStream(), server.GetStream());
            await Task.WhenAny(RequestsAsync(link), AnswersAsync(link));
            if (link.Loss is { HoldsRequest: true } held)
            {
                client.Close();
                await DeliverLateAsync(link, held);
            }
        }
    }

    private async Task RequestsAsync(Link link)
    {
        var buffer = new byte[BufferBytes];
        while (await ReadAsync(link.Client, buffer) is > 0 and var count)
        {
            if (link.Loss is null && Interlocked.Exchange(ref _next, null) is { } loss)
            {
                link.Loss = loss;
                if (loss.HoldsRequest)
                {
                    link.Held = buffer[..count];
                    return;
                }
            }

            await link.Server.WriteAsync(buffer.AsMemory(0, count));
        }
    }

    private static async Task AnswersAsync(Link link)
    {
        var buffer = new byte[BufferBytes];
        while (await ReadAsync(link.Server, buffer) is > 0 and var count)
        {
            if (link.Loss is { } loss)
            {
                (loss.HoldsRequest ? loss.Delivered : loss.Lost).TrySetResult();
                return;
            }

            await link.Client.WriteAsync(buffer.AsMemory(0, count));
        }
    }

    /// <summary>Sends what was held back; <see cref="AnswersAsync"/> hears what the server makes of it.</summary>
    private static async Task DeliverLateAsync(Link link, Loss loss)
    {
        loss.Lost.TrySetResult();
        await loss.Deliver.Task;
        await link.Server.WriteAsync(link.Held);
        await loss.Delivered.Task;
    }

    private static async Task<int> ReadAsync(NetworkStream from, byte[] buffer)
    {
        try
        {
            return await from.ReadAsync(buffer);
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            return 0;
        }
    }

    private sealed class Link(NetworkStream client, NetworkStream server)
    {
        internal NetworkStream Client { get; } = client;

        internal NetworkStream Server { get; } = server;

        internal Loss? Loss { get; set; }

        internal byte[] Held { get; set; } = [];
    }

    private sealed record Loss(bool HoldsRequest)
    {
        internal TaskCompletionSource Lost { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal TaskCompletionSource Deliver { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal TaskCompletionSource Delivered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
