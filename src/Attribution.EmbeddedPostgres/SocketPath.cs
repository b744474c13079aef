using System.Text;

namespace Attribution.EmbeddedPostgres;

/// <summary>The kernel limits the path of a Unix socket, and PostgreSQL's own message about it does not say how to go on.</summary>
internal static class SocketPath
{
    private static readonly int LongestBytes = OperatingSystem.IsMacOS() ? 103 : 107;

    public static void ThrowIfTooLong(PostgresListener listener, string folder, int port)
    {
        if (listener != PostgresListener.UnixSocket)
        {
            return;
        }

        var path = Path.Combine(folder, $".s.PGSQL.{port}");
        if (Encoding.UTF8.GetByteCount(path) > LongestBytes)
        {
            throw new PostgresUnavailableException(
                PostgresProblem.FolderNotAccessible,
                $"The path of a socket is at most {LongestBytes} bytes long, and {path} is longer. Choose a folder with a "
                + $"shorter path, or {nameof(PostgresListener.LoopbackPort)}.");
        }
    }
}
