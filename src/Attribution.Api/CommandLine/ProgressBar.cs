namespace Attribution.Api.CommandLine;

/// <summary>One line on the terminal that shows how far something is. It goes to standard error, and nowhere when that
/// is no terminal.</summary>
internal sealed class ProgressBar : IDisposable
{
    private const int Cells = 30;

    private readonly TextWriter? _terminal;
    private string _shown = "";

    private ProgressBar(TextWriter? terminal) => _terminal = terminal;

    internal static ProgressBar OnTerminal() => new(Console.IsErrorRedirected ? null : Console.Error);

    /// <summary>The line for a share of 0 to 1.</summary>
    internal static string Line(double share, string what)
    {
        var full = (int)(Math.Clamp(share, 0, 1) * Cells);
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"[{new string('#', full)}{new string('.', Cells - full)}] {Math.Clamp(share, 0, 1) * 100,3:0} %  {what}");
    }

    internal void Show(double share, string what)
    {
        var line = Line(share, what);
        if (line != _shown)
        {
            _terminal?.Write($"\r{line.PadRight(_shown.Length)}");
            _shown = line;
        }
    }

    /// <summary>Takes the line away, so that what is written next stands in its place.</summary>
    internal void Clear()
    {
        if (_shown.Length > 0)
        {
            _terminal?.Write($"\r{new string(' ', _shown.Length)}\r");
            _shown = "";
        }
    }

    public void Dispose() => Clear();
}

/// <summary>Tells of progress on the spot, in the order in which it is made; <see cref="Progress{T}"/> would send it
/// through the thread pool, where the last report may come after the end.</summary>
internal sealed class ImmediateProgress<T>(Action<T> tell) : IProgress<T>
{
    public void Report(T value) => tell(value);
}
