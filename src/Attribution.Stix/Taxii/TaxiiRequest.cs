using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;

namespace Attribution.Stix.Taxii;

/// <summary>A request that may be sent several times.</summary>
internal sealed record TaxiiRequest(HttpMethod Method, Uri Address)
{
    public byte[]? Body { get; init; }

    public string? IfNoneMatch { get; init; }

    /// <summary>Statuses besides success that the caller deals with itself.</summary>
    public ImmutableArray<HttpStatusCode> AlsoTakes { get; init; } = [];

    /// <summary>Throws when the answer is not what was asked for; a transient failure asks again.</summary>
    public Func<TaxiiResponse, TaxiiResponse> Check { get; init; } = response => response;

    public static TaxiiRequest Get(Uri address) => new(HttpMethod.Get, address);

    public HttpRequestMessage ToMessage(Uri address, AuthenticationHeaderValue? credentials)
    {
        var message = new HttpRequestMessage(Method, address);
        message.Headers.TryAddWithoutValidation("Accept", TaxiiMediaType.Taxii);
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("attribution", "2.1"));
        message.Headers.Authorization = credentials;
        if (IfNoneMatch is not null)
        {
            message.Headers.TryAddWithoutValidation("If-None-Match", IfNoneMatch);
        }

        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", TaxiiMediaType.Taxii);
        }

        return message;
    }
}
