namespace Attribution.Benchmarks.Soak;

/// <summary>
/// What the writers of one process were told, in a file that outlives it: each line is written to the operating system
/// before the writer goes on, so a killed process leaves nothing out that it knew.
/// </summary>
internal sealed class SoakJournal(string path) : IDisposable
{
    private const char Stored = '+';
    private const char NotStored = '-';

    private readonly StreamWriter _lines = new(path, append: false) { AutoFlush = true };
    private readonly Lock _gate = new();

    internal void Acknowledge(IEnumerable<Guid> events) => Write(Stored, events);

    internal void Deny(IEnumerable<Guid> events) => Write(NotStored, events);

    internal static (HashSet<Guid> Acknowledged, HashSet<Guid> Denied) Read(IEnumerable<string> paths)
    {
        var (acknowledged, denied) = (new HashSet<Guid>(), new HashSet<Guid>());
        foreach (var line in paths.Where(File.Exists).SelectMany(File.ReadLines))
        {
            // The last line of a killed process may be cut off; what was cut off was not yet told to anybody.
            var whole = line[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Where(id => Guid.TryParse(id, out _));
            foreach (var id in whole)
            {
                (line[0] == Stored ? acknowledged : denied).Add(Guid.Parse(id));
            }
        }

        return (acknowledged, denied);
    }

    public void Dispose() => _lines.Dispose();

    private void Write(char verdict, IEnumerable<Guid> events)
    {
        lock (_gate)
        {
            _lines.WriteLine($"{verdict}{string.Join(' ', events)}");
        }
    }
}
