namespace Attribution.EmbeddedPostgres;

/// <summary>
/// Servers in the temporary folder whose owner and watcher were both killed, found and removed by the next one.
/// </summary>
internal static class TemporaryFolders
{
    public const string Prefix = "attribution-postgres-";

    /// <summary>A folder younger than this may belong to an owner that has not locked it yet.</summary>
    public static readonly TimeSpan GracePeriod = TimeSpan.FromMinutes(1);

    public static async Task SweepAsync(
        PostgresBinaries binaries, Account account, DateTime createdBefore, CancellationToken cancellation)
    {
        foreach (var path in Directory.GetDirectories(Path.GetTempPath(), $"{Prefix}*"))
        {
            if (Directory.GetCreationTimeUtc(path) < createdBefore)
            {
                await RemoveAsync(path, binaries, account, cancellation);
            }
        }
    }

    private static async Task RemoveAsync(
        string path, PostgresBinaries binaries, Account account, CancellationToken cancellation)
    {
        try
        {
            using var folder = ServerFolder.Take(path, account);
            if (Directory.Exists(folder.Log))
            {
                await Postmaster.ClearAsync(new(binaries, account, folder), TimeSpan.FromSeconds(10), cancellation);
            }

            folder.Remove();
        }
        catch (Exception kept) when (kept is PostgresUnavailableException or IOException or UnauthorizedAccessException)
        {
            // Its owner is alive, or it belongs to another user: neither is ours to remove.
        }
    }
}
