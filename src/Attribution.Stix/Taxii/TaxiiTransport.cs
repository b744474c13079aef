using System.Net;
using System.Net.Http.Headers;
using NodaTime;

namespace Attribution.Stix.Taxii;

/// <summary>Sends one request at a time until it is answered for good: retries, redirects, time and size
/// limits.</summary>
internal sealed class TaxiiTransport(HttpClient http, TaxiiClientOptions options, TimeProvider time)
{
    private const int MaxRedirects = 5;

    public TimeProvider Time => time;

    /// <summary>An answer of success, or one of those the caller has a use for; throws for all others.</summary>
    public async Task<TaxiiResponse> SendAsync(TaxiiRequest request, CancellationToken cancellation)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await AttemptAsync(request, cancellation);
            }
            catch (TaxiiException failure) when (failure.IsTransient
                && options.Retry.DelayAfter(failures, failure.RetryAfter, Chance()) is { } delay)
            {
                await Task.Delay(delay.ToTimeSpan(), time, cancellation);
            }
        }
    }

    // Chance spreads the clients of one server over time; nobody can gain anything by guessing it.
    private static double Chance() => Random.Shared.NextDouble();

    private async Task<TaxiiResponse> AttemptAsync(TaxiiRequest request, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(options.RequestTimeout.ToTimeSpan(), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            return await FollowAsync(request, either.Token);
        }
        catch (OperationCanceledException slow) when (!cancellation.IsCancellationRequested)
        {
            throw Unavailable($"{request.Address} did not answer within {options.RequestTimeout}.", slow);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or InvalidDataException)
        {
            throw Unavailable($"{request.Address} could not be reached: {broken.Message}", broken);
        }
    }

    private async Task<TaxiiResponse> FollowAsync(TaxiiRequest request, CancellationToken cancellation)
    {
        var address = request.Address;
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            using var message = request.ToMessage(address, CredentialsFor(address));
            using var answer = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (RedirectTarget(answer, address) is not { } target)
            {
                return await JudgeAsync(request, answer, cancellation);
            }

            address = TaxiiAddress.IsSameOrigin(address, target)
                ? target
                : throw new TaxiiException(TaxiiFailureCodes.RedirectedElsewhere, $"{address} redirects to {target}.");
        }

        throw new TaxiiException(TaxiiFailureCodes.Rejected, $"{request.Address} redirects without end.");
    }

    private AuthenticationHeaderValue? CredentialsFor(Uri address) =>
        TaxiiAddress.IsSameOrigin(address, options.Server) ? options.Credentials.Header : null;

    private static Uri? RedirectTarget(HttpResponseMessage answer, Uri address) =>
        answer.StatusCode is HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
            && answer.Headers.Location is { } location
            ? new Uri(address, location)
            : null;

    private async Task<TaxiiResponse> JudgeAsync(
        TaxiiRequest request, HttpResponseMessage answer, CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var response = await TaxiiResponse.ReadAsync(answer, options.MaxResponseBytes, now, cancellation);
        if (answer.IsSuccessStatusCode || request.AlsoTakes.Contains(answer.StatusCode))
        {
            return request.Check(response);
        }

        var error = TaxiiJson.Read(response.Body) is { } json ? TaxiiError.Read(json) : null;
        var status = (int)answer.StatusCode;
        throw new TaxiiException(CodeOf(answer.StatusCode),
            $"{request.Address} answered {status}{(error is null ? "" : $": {error.Title}")}.")
        {
            HttpStatus = status,
            Error = error,
            IsTransient = IsTransient(answer.StatusCode),
            RetryAfter = RetryAfter(answer.Headers.RetryAfter, response.Now),
        };
    }

    private static string CodeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => TaxiiFailureCodes.Unauthenticated,
        HttpStatusCode.Forbidden => TaxiiFailureCodes.Forbidden,
        HttpStatusCode.NotFound => TaxiiFailureCodes.NotFound,
        _ => IsTransient(status) ? TaxiiFailureCodes.Unavailable : TaxiiFailureCodes.Rejected,
    };

    private static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;

    private static Duration? RetryAfter(RetryConditionHeaderValue? header, Instant now) => header switch
    {
        { Delta: { } delta } => Duration.FromTimeSpan(delta),
        { Date: { } date } => Instant.FromDateTimeOffset(date) - now,
        _ => null,
    };

    private static TaxiiException Unavailable(string message, Exception inner) =>
        new(TaxiiFailureCodes.Unavailable, message, inner) { IsTransient = true };
}
