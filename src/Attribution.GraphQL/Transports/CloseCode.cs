namespace Attribution.GraphQL.Transports;

/// <summary>Why a <c>graphql-transport-ws</c> connection is closed, by the numbers of the protocol.</summary>
internal static class CloseCode
{
    public const int GoingAway = 1001;
    public const int MessageTooBig = 1009;
    public const int TryAgainLater = 1013;
    public const int BadRequest = 4400;
    public const int Unauthorized = 4401;
    public const int Forbidden = 4403;
    public const int SubprotocolNotAcceptable = 4406;
    public const int ConnectionInitTimeout = 4408;
    public const int SubscriberAlreadyExists = 4409;
    public const int TooManyInitRequests = 4429;
}
