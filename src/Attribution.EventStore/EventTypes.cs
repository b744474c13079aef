using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Attribution.EventStore;

/// <summary>
/// The names that a closed hierarchy of events has in storage, and how each is written and read: the storage contract
/// in one place. Names never follow a renamed class; an older shape keeps its name and gets an upcaster.
/// </summary>
/// <typeparam name="TEvent">The base of the hierarchy.</typeparam>
public sealed class EventTypes<TEvent>
    where TEvent : class
{
    private readonly Dictionary<Type, Writer> _writers = [];
    private readonly Dictionary<string, Func<byte[], TEvent>> _readers = new(StringComparer.Ordinal);

    /// <summary>Every name that can be read, in alphabetical order.</summary>
    public IReadOnlyList<string> Names => [.. _readers.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Names a type of event as it is written today.</summary>
    /// <param name="name">Its name in storage, in snake case.</param>
    /// <param name="json">How it is written and read.</param>
    /// <exception cref="ArgumentException">The type or the name is registered already.</exception>
    public EventTypes<TEvent> Add<T>(string name, JsonTypeInfo<T> json)
        where T : class, TEvent
    {
        _readers.Add(name, data =>
            JsonSerializer.Deserialize(data, json) ?? throw new JsonException("The event is null."));
        _writers.Add(typeof(T), new Writer(
            name,
            $"{typeof(T).FullName}, {typeof(T).Assembly.GetName().Name}",
            happened => JsonSerializer.SerializeToUtf8Bytes((T)happened, json)));
        return this;
    }

    /// <summary>Reads events of a name that is no longer written, in the terms of today.</summary>
    /// <param name="name">The name under which they were stored.</param>
    /// <param name="read">Makes today's event of the stored JSON.</param>
    /// <exception cref="ArgumentException">The name is registered already.</exception>
    public EventTypes<TEvent> Upcast(string name, Func<JsonElement, TEvent> read)
    {
        _readers.Add(name, data =>
        {
            using var document = JsonDocument.Parse(data);
            return read(document.RootElement);
        });
        return this;
    }

    /// <summary>An event as it goes into the store.</summary>
    /// <exception cref="InvalidOperationException">Its type was never added: a mistake in the program.</exception>
    public EventData Write(Guid id, TEvent happened)
    {
        var writer = _writers.GetValueOrDefault(happened.GetType())
            ?? throw new InvalidOperationException(
                $"{happened.GetType()} has no name in storage: add it to its EventTypes.");
        return new EventData(id, writer.Name, writer.Write(happened), writer.DotNetType);
    }

    /// <summary>An event out of the store.</summary>
    /// <exception cref="UnreadableEvent">Its name is unknown, or its content does not fit the name.</exception>
    public TEvent Read(RecordedEvent stored)
    {
        if (!_readers.TryGetValue(stored.Type, out var read))
        {
            throw UnreadableEvent.UnknownType(stored);
        }

        try
        {
            return read(stored.Json);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException
            or KeyNotFoundException or ArgumentException or NotSupportedException)
        {
            throw UnreadableEvent.BadContent(stored, error);
        }
    }

    private sealed record Writer(string Name, string DotNetType, Func<TEvent, byte[]> Write);
}
