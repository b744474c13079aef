using System.Diagnostics;
using System.Net.Sockets;
using Npgsql;

namespace Attribution.Messaging;

/// <summary>The kinds of failure that the default policy tells apart.</summary>
public static class FailureKinds
{
    /// <summary>
    /// The world is away and will come back: connection, timeout, deadlock, a server that shuts down.
    /// </summary>
    public static bool IsTransient(Failure failure) =>
        failure.Code == Failure.TimeoutCode || IsTransient(failure.Exception);

    /// <summary>The program is wrong: waiting long does not help, and somebody should look.</summary>
    public static bool IsBug(Failure failure) => failure.Exception
        is UnreachableException or NullReferenceException or ArgumentException or InvalidCastException
        or IndexOutOfRangeException or NotSupportedException;

    private static bool IsTransient(Exception? exception) => exception switch
    {
        null => false,
        NpgsqlException database => database.IsTransient || IsTransient(database.InnerException),
        TimeoutException or SocketException or IOException or HttpRequestException => true,
        _ => false,
    };
}
