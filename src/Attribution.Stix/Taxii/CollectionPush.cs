using System.Collections.Immutable;
using System.Net;
using System.Runtime.CompilerServices;
using NodaTime;

namespace Attribution.Stix.Taxii;

/// <summary>One push to one collection: envelope by envelope, each followed to its end.</summary>
internal sealed class CollectionPush(TaxiiTransport transport, Uri apiRoot, string collection, TaxiiPushOptions options)
{
    private static readonly Duration MaxStatusDelay = Duration.FromSeconds(10);

    /// <summary>Statuses that may be one object's fault, or the fault of having sent too many at once.</summary>
    private static readonly ImmutableArray<HttpStatusCode> Divisible =
        [HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.UnprocessableEntity];

    private int _divisions;

    public async IAsyncEnumerable<TaxiiPushOutcome> RunAsync(
        IEnumerable<StixObject> objects, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var packed in PushEnvelopes.Pack(objects, options))
        {
            var waiting = new Stack<List<StixObject>>([packed]);
            while (waiting.TryPop(out var batch))
            {
                var (outcomes, halves) = await SendAsync(batch, cancellation);
                foreach (var half in halves.Reverse())
                {
                    waiting.Push(half);
                }

                foreach (var outcome in outcomes)
                {
                    yield return outcome;
                }
            }
        }
    }

    private async Task<(IEnumerable<TaxiiPushOutcome> Outcomes, ImmutableArray<List<StixObject>> Halves)> SendAsync(
        List<StixObject> batch, CancellationToken cancellation)
    {
        var body = PushEnvelopes.Write(batch);
        if (body.Length > options.MaxContentLengthBytes)
        {
            return (All(batch, TaxiiPushResult.TooLarge, $"More than {options.MaxContentLengthBytes} bytes."), []);
        }

        var address = TaxiiAddress.Under(apiRoot, "collections", collection, "objects");
        var request = new TaxiiRequest(HttpMethod.Post, address)
        {
            Body = body,
            AlsoTakes = Divisible,
            Check = CheckStatus,
        };
        var response = await transport.SendAsync(request, cancellation);
        return Divisible.Contains(response.Status)
            ? Divide(batch, response)
            : (await FollowAsync(batch, response, cancellation), []);
    }

    /// <summary>Old servers say nothing at all on success; the outcome is unknown then, not a failure.</summary>
    private static TaxiiResponse CheckStatus(TaxiiResponse response) =>
        response.Body.Length == 0 || Divisible.Contains(response.Status) ? response : TaxiiEnvelope.CheckJson(response);

    private (IEnumerable<TaxiiPushOutcome> Outcomes, ImmutableArray<List<StixObject>> Halves) Divide(
        List<StixObject> batch, TaxiiResponse response)
    {
        if (batch.Count > 1 && _divisions++ < options.MaxDivisions)
        {
            var half = batch.Count / 2;
            return ([], [batch[..half], batch[half..]]);
        }

        var error = TaxiiJson.Read(response.Body) is { } json ? TaxiiError.Read(json) : null;
        var result = response.Status == HttpStatusCode.RequestEntityTooLarge
            ? TaxiiPushResult.TooLarge
            : TaxiiPushResult.Rejected;
        return (All(batch, result, error?.Description ?? error?.Title ?? $"HTTP {(int)response.Status}"), []);
    }

    private async Task<IEnumerable<TaxiiPushOutcome>> FollowAsync(
        List<StixObject> batch, TaxiiResponse response, CancellationToken cancellation)
    {
        var status = TaxiiStatus.Read(TaxiiJson.Read(response.Body) ?? default);
        var (waited, delay) = (Duration.Zero, options.StatusDelay);
        while (!status.IsComplete && status.Id.Length > 0 && waited < options.StatusTimeout)
        {
            await Task.Delay(delay.ToTimeSpan(), transport.Time, cancellation);
            (waited, delay) = (waited + delay, Duration.Min(delay * 2, MaxStatusDelay));
            var request = TaxiiRequest.Get(TaxiiAddress.Under(apiRoot, "status", status.Id));
            var answer = await transport.SendAsync(request with { Check = TaxiiEnvelope.CheckJson }, cancellation);
            status = TaxiiStatus.Read(TaxiiJson.Read(answer.Body) ?? default) with { Id = status.Id };
        }

        return batch.Select(stixObject => PushJudgement.Of(stixObject, status));
    }

    private static IEnumerable<TaxiiPushOutcome> All(
        List<StixObject> batch, TaxiiPushResult result, string message) =>
        batch.Select(stixObject => new TaxiiPushOutcome(stixObject, result, message, null));
}
