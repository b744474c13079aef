using NodaTime;

namespace Attribution.Messaging.Tests.Simulation;

/// <summary>
/// The connection of one process to the database. A request may be lost, be late, or be carried out while its answer is
/// lost; it is also carried out when its sender died meanwhile.
/// </summary>
internal sealed class Wire(World world) : IWire
{
    private const double Loss = 0.04;
    private const double Delay = 0.05;

    public async Task<T> CallAsync<T>(Func<Task<T>> request)
    {
        var answer = new TaskCompletionSource<T>();
        Send(async () =>
        {
            if (world.Accident(Loss))
            {
                Send(() => Fail(answer, "The request was lost."));
                return;
            }

            var result = await request();
            var isLost = world.Accident(Loss);
            Send(() => isLost ? Fail(answer, "The answer was lost.") : Give(answer, result));
        });
        return await answer.Task;
    }

    private void Send(Func<Task> delivery)
    {
        if (world.Accident(Delay))
        {
            world.After(Duration.FromMilliseconds(world.Next(4_000)), null, delivery);
        }
        else
        {
            world.Soon(null, delivery);
        }
    }

    private static Task Fail<T>(TaskCompletionSource<T> answer, string message)
    {
        answer.SetException(new IOException(message));
        return Task.CompletedTask;
    }

    private static Task Give<T>(TaskCompletionSource<T> answer, T result)
    {
        answer.SetResult(result);
        return Task.CompletedTask;
    }
}
