using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Attribution.Messaging;

/// <summary>How a node works.</summary>
public sealed record DeliveryOptions
{
    /// <summary>The queues that the node handles.</summary>
    public required ImmutableArray<string> Queues { get; init; }

    /// <summary>Messages of one queue that are claimed and not settled at any moment, at most.</summary>
    public int MaxInFlight { get; init; } = 64;

    /// <summary>
    /// How long a node may be silent before its messages are others'. Longer than any pause of the process, and much
    /// longer than the clocks of the nodes differ.
    /// </summary>
    public Duration Lease { get; init; } = Duration.FromSeconds(30);

    /// <summary>How long one attempt may take.</summary>
    public Duration HandlerTimeout { get; init; } = Duration.FromMinutes(1);

    /// <summary>How often an idle queue is looked at when nobody gives a hint.</summary>
    public Duration PollInterval { get; init; } = Duration.FromSeconds(1);

    /// <summary>How often scheduled and retried messages are made due and lost ones rescued.</summary>
    public Duration UpkeepInterval { get; init; } = Duration.FromMilliseconds(500);

    /// <summary>How often finished messages are pruned.</summary>
    public Duration PruneInterval { get; init; } = Duration.FromMinutes(1);

    /// <summary>
    /// How long finished messages are kept. Within this time a repeated message is recognised as a duplicate at the
    /// door.
    /// </summary>
    public Duration KeepMessages { get; init; } = Duration.FromDays(7);

    /// <summary>How long inbox marks are kept: within this time a repeated message has no second effect.</summary>
    public Duration KeepMarks { get; init; } = Duration.FromDays(90);

    /// <summary>How long a stopping node waits for its handlers before it gives their messages back.</summary>
    public Duration StopGrace { get; init; } = Duration.FromSeconds(20);

    /// <summary>What follows a failure.</summary>
    public RetryPolicy RetryPolicy { get; init; } = RetryPolicy.Default;
}

/// <summary>Everything a node gets from outside itself, so that a simulation can be the outside.</summary>
public sealed record DeliveryEnvironment
{
    /// <summary>What time it is.</summary>
    public IClock Clock { get; init; } = SystemClock.Instance;

    /// <summary>How waiting is done.</summary>
    public TimeProvider Timers { get; init; } = TimeProvider.System;

    /// <summary>Numbers from 0 to 1 for jitter.</summary>
    public Func<double> Random { get; init; } = System.Random.Shared.NextDouble;

    /// <summary>Names for the node's lives.</summary>
    public Func<Guid> NewNodeId { get; init; } = Guid.NewGuid;

    /// <summary>The machine and process, for people who look into <c>msg_nodes</c>.</summary>
    public string NodeName { get; init; } = $"{Environment.MachineName}/{Environment.ProcessId}";

    /// <summary>Where failures are told.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
