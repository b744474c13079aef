namespace Attribution.EventStore;

/// <summary>One event on its way into the store.</summary>
/// <param name="Id">The event's own UUID, chosen by the caller.</param>
/// <param name="Type">Its name in storage: snake case, at most 500 characters, from an explicit registry.</param>
/// <param name="Json">The payload as UTF-8 JSON. The store keeps it as <c>jsonb</c>.</param>
/// <param name="DotNetType">Full type name and assembly for readers that resolve by CLR type, as Marten does.</param>
public sealed record EventData(Guid Id, string Type, byte[] Json, string? DotNetType = null);
