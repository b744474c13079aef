namespace Attribution.EmbeddedPostgres;

/// <summary>Recognises a full file system, in our own failures and in what PostgreSQL says.</summary>
internal static class DiskFull
{
    private const int UnixNoSpace = 28;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int BytesPerMegabyte = 1_048_576;

    public static bool Is(IOException failure) => failure.HResult is UnixNoSpace or WindowsDiskFull;

    public static bool IsSaidBy(string output) => output.Contains("No space left on device", StringComparison.Ordinal);

    public static PostgresUnavailableException At(string folder, string? log)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace / BytesPerMegabyte;
        return new PostgresUnavailableException(
            PostgresProblem.DiskFull,
            $"The file system that holds {folder} is full ({free} MB free). No committed data is lost: free some space "
            + "there, or move the folder to a larger file system while the server is stopped, and start again.",
            log);
    }
}
