using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Attribution.Messaging;

/// <summary>Traces and metrics, under the name <see cref="Name"/>.</summary>
public static class Telemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Attribution.Messaging";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Settled = Meter.CreateCounter<long>(
        "attribution.messaging.settled", "{message}", "Attempts by queue, type and what followed.");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "attribution.messaging.attempt.duration", "s", "How long an attempt took.");

    /// <summary>Continues the publisher's trace when it sent one.</summary>
    internal static Attempt Start(Delivery delivery, TimeProvider timers)
    {
        var parent = ActivityContext.TryParse(
            delivery.Envelope.TraceParent, delivery.Envelope.TraceState, out var context)
            ? context
            : default;
        var activity = Source.StartActivity("handle " + delivery.Envelope.Type, ActivityKind.Consumer, parent);
        activity?.SetTag("messaging.message.id", delivery.MessageId.ToString());
        activity?.SetTag("messaging.destination.name", delivery.Queue);
        return new(delivery, activity, timers, timers.GetTimestamp());
    }

    internal sealed class Attempt(Delivery delivery, Activity? activity, TimeProvider timers, long started)
        : IDisposable
    {
        public void End(Settlement settlement)
        {
            var tags = new TagList
            {
                { "queue", delivery.Queue },
                { "type", delivery.Envelope.Type },
                { "settlement", settlement.GetType().Name },
            };
            Settled.Add(1, tags);
            Duration.Record(timers.GetElapsedTime(started).TotalSeconds, tags);
            if (settlement is Settlement.Dead or Settlement.Again { Failure: not null })
            {
                activity?.SetStatus(ActivityStatusCode.Error);
            }
        }

        public void Dispose() => activity?.Dispose();
    }
}
