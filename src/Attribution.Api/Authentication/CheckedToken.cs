using System.Security.Claims;
using Attribution.Domain.Access;

namespace Attribution.Api.Authentication;

/// <summary>What a token that was found valid says.</summary>
/// <param name="Token">Its claims.</param>
/// <param name="Principal">Who its bearer is to this system.</param>
/// <param name="EndsAt">Its <c>exp</c>: from then on it says nothing any more.</param>
/// <param name="Keys">The set of keys it was checked with: with another it has to be checked again.</param>
internal sealed record CheckedToken(ClaimsPrincipal Token, Principal Principal, DateTimeOffset EndsAt, object? Keys);
