using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Access;

internal static class ReadParameters
{
    /// <summary>Adds a parameter that may be null, with the type the statement expects.</summary>
    internal static void AddOptional(this NpgsqlParameterCollection parameters, object? value, NpgsqlDbType type) =>
        parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });

    /// <summary>Adds an instant, or null.</summary>
    internal static void AddTime(this NpgsqlParameterCollection parameters, Instant? at) =>
        parameters.AddOptional(at?.ToDateTimeUtc(), NpgsqlDbType.TimestampTz);
}
