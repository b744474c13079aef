using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.EventStore;

/// <summary>Typed parameters: no value is boxed on its way to the wire.</summary>
internal static class Parameters
{
    internal static NpgsqlParameter<T> Of<T>(T value, NpgsqlDbType type) =>
        new() { TypedValue = value, NpgsqlDbType = type };

    internal static NpgsqlParameter<T[]> Array<T>(NpgsqlDbType element, T[] values) =>
        new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element };
}

/// <summary>PostgreSQL keeps microseconds, NodaTime nanoseconds: times are cut off before they are stored or
/// compared.</summary>
internal static class Microseconds
{
    internal static DateTime ToDateTime(Instant at)
    {
        var ticks = at.ToUnixTimeTicks();
        return DateTime.UnixEpoch.AddTicks(ticks - (((ticks % 10) + 10) % 10));
    }

    internal static Instant ToInstant(DateTime at) => Instant.FromDateTimeUtc(at);
}
