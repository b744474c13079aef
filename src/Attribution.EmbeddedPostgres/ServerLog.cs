using System.Text;

namespace Attribution.EmbeddedPostgres;

/// <summary>What the server has written since a point in time; kept small enough to read and to store.</summary>
internal sealed class ServerLog
{
    public const string FileName = "server.log";
    private const int TailBytes = 4_096;
    private const long LargestBytes = 16 * 1_048_576;

    private readonly string file;
    private readonly long start;

    private ServerLog(string file)
    {
        this.file = file;
        start = File.Exists(file) ? new FileInfo(file).Length : 0;
    }

    /// <summary>Remembers where the log ends now. A log that has grown too large is put aside, one generation of it.</summary>
    public static ServerLog From(ServerFolder folder)
    {
        var current = Path.Combine(folder.Log, FileName);
        if (File.Exists(current) && new FileInfo(current).Length > LargestBytes)
        {
            File.Move(current, $"{current}.1", overwrite: true);
        }

        return new ServerLog(current);
    }

    /// <summary>The last lines written since then.</summary>
    public string Tail()
    {
        if (!File.Exists(file))
        {
            return "";
        }

        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = Math.Clamp(stream.Length - TailBytes, Math.Min(start, stream.Length), stream.Length);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Trim();
    }
}
