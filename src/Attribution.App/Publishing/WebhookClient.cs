namespace Attribution.App.Publishing;

/// <summary>The way to subscribers. Their addresses are chosen by callers, so nothing of the operator's own network may
/// be reached by them, and no redirection is followed.</summary>
internal static class WebhookClient
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(5);
    private const long AnswerBytesMax = 64 * 1024;

    /// <param name="allowPrivateAddresses">Whether addresses of private networks and of this machine may be
    /// reached.</param>
    internal static HttpClient Create(bool allowPrivateAddresses) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = ConnectWithin,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = (context, cancellation) =>
            OutsideOnly.ConnectAsync(context.DnsEndPoint, allowPrivateAddresses, cancellation),
    })
    {
        Timeout = AnswerWithin,
        MaxResponseContentBufferSize = AnswerBytesMax,
    };
}
