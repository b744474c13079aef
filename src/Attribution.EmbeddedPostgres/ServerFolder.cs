using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Attribution.EmbeddedPostgres;

/// <summary>
/// The folder of one server, held by a lock for as long as this object lives. The kernel frees the lock when its
/// process dies, however it dies, so a lock that cannot be had always means a living owner.
/// </summary>
internal sealed class ServerFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OthersMayPass = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode Secret = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly FileStream owner;
    private GCHandle lockStaysHeld;

    private ServerFolder(string path, FileStream owner)
    {
        this.owner = owner;
        // An owner may keep nothing but the connection string; the garbage collector must not take its lock away.
        lockStaysHeld = GCHandle.Alloc(owner);
        Path = path;
    }

    public string Path { get; }

    public string Cluster => In("cluster");

    public string Log => In("log");

    public string Socket => In("socket");

    public string PasswordFile => In("password");

    public string Configuration => In(ServerConfiguration.FileName);

    /// <summary>
    /// Names this server on the command line of its postmaster and of every backend, which is how they are told from
    /// other processes that happen to have got the same process id.
    /// </summary>
    public string ClusterName => NameOf(Path);

    /// <summary>Creates the folder when it is missing, and takes it.</summary>
    /// <exception cref="PostgresUnavailableException">Another process holds it, or it cannot be written.</exception>
    public static ServerFolder Take(string path, Account account)
    {
        path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        try
        {
            Create(path, account.Name is null ? OwnerOnly : OwnerOnly | OthersMayPass);
            return new ServerFolder(
                path, new FileStream(LockFile(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException refused) when (DiskFull.Is(refused))
        {
            throw DiskFull.At(path, log: null);
        }
        catch (IOException) when (File.Exists(LockFile(path)))
        {
            throw new PostgresUnavailableException(
                PostgresProblem.FolderInUse,
                $"A running process already uses the server in {path}. Stop it first, or choose another folder.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new PostgresUnavailableException(
                PostgresProblem.FolderNotAccessible,
                $"{path} cannot be used for a server: {refused.Message} Choose a folder that this user may write to.");
        }
    }

    /// <summary>Makes a folder that only the server's account may enter.</summary>
    public static async Task AddPrivateAsync(string folder, Account account, CancellationToken cancellation)
    {
        Create(folder, OwnerOnly);
        await account.OwnAsync(folder, cancellation);
    }

    /// <summary>
    /// Says which level of the path keeps the server's account out, before PostgreSQL fails on it in its own words.
    /// </summary>
    public async Task ThrowIfUnreachableAsync(Account account, CancellationToken cancellation)
    {
        if (account.Name is null || await MayEnterAsync(Path, account, cancellation))
        {
            return;
        }

        var blocked = Path;
        while (System.IO.Path.GetDirectoryName(blocked) is { } parent
            && !await MayEnterAsync(parent, account, cancellation))
        {
            blocked = parent;
        }

        throw new PostgresUnavailableException(
            PostgresProblem.FolderNotAccessible,
            $"PostgreSQL runs as \"{account.Name}\" because this program runs as root, but that account may not enter "
            + $"{blocked}. Choose a folder outside of it, or allow passing through: chmod o+x {blocked}");
    }

    /// <summary>Writes a file that only this process's user can read.</summary>
    public static void WriteSecret(string file, string content)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Secret;
        }

        using var stream = new FileStream(file, options);
        stream.Write(Encoding.UTF8.GetBytes(content));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Removes the folder and everything in it; the lock goes with it.</summary>
    public void Remove()
    {
        Dispose();
        Directory.Delete(Path, recursive: true);
    }

    public void Dispose()
    {
        if (lockStaysHeld.IsAllocated)
        {
            lockStaysHeld.Free();
        }

        owner.Dispose();
    }

    internal static string NameOf(string path)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)));
        return string.Create(CultureInfo.InvariantCulture, $"attribution-{digest.AsSpan(0, 16)}");
    }

    private static string LockFile(string path) => System.IO.Path.Combine(path, "owner.lock");

    private string In(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Missing parents are made passable; existing ones are not ours to change.</summary>
    private static void Create(string folder, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        if (Directory.Exists(folder))
        {
            return;
        }

        if (System.IO.Path.GetDirectoryName(folder) is { } parent)
        {
            Create(parent, OwnerOnly | OthersMayPass | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, mode);
    }

    private static async Task<bool> MayEnterAsync(string folder, Account account, CancellationToken cancellation) =>
        (await account.Wrap(new Command("/bin/sh", ["-c", "test -x \"$0\"", folder])).RunAsync(cancellation)).Succeeded;
}
