using System.Globalization;

namespace Attribution.Benchmarks;

/// <summary>The options of a suite: <c>--name value</c>, or <c>--name</c> alone for a switch.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _given = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    internal static Arguments Parse(IReadOnlyList<string> args)
    {
        var arguments = new Arguments();
        for (var at = 0; at < args.Count; at++)
        {
            if (!args[at].StartsWith("--", StringComparison.Ordinal))
            {
                throw new UsageError($"'{args[at]}' is no option: options begin with --.");
            }

            var hasValue = at + 1 < args.Count && !args[at + 1].StartsWith("--", StringComparison.Ordinal);
            arguments._given[args[at][2..]] = hasValue ? args[++at] : "";
        }

        return arguments;
    }

    internal bool Has(string name)
    {
        _asked.Add(name);
        return _given.ContainsKey(name);
    }

    internal string? Text(string name) => Has(name) ? _given[name] : null;

    internal int Number(string name, int otherwise) => Text(name) is not { } text
        ? otherwise
        : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new UsageError($"--{name} takes a whole number above zero.");

    /// <summary>Called when a suite has asked for everything it knows: a misspelt option must not pass
    /// unnoticed.</summary>
    internal void ThrowIfAnyIsUnknown()
    {
        if (_given.Keys.FirstOrDefault(name => !_asked.Contains(name)) is { } unknown)
        {
            throw new UsageError(
                $"There is no option --{unknown}; there are --{string.Join(", --", _asked.Order())}.");
        }
    }
}

/// <summary>The command line cannot be understood; the message says what would be.</summary>
internal sealed class UsageError(string message) : Exception(message);
