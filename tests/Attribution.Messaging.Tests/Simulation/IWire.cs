namespace Attribution.Messaging.Tests.Simulation;

/// <summary>What lies between a process and the store.</summary>
internal interface IWire
{
    Task<T> CallAsync<T>(Func<Task<T>> request);
}
