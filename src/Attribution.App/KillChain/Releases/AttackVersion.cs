namespace Attribution.App.KillChain.Releases;

/// <summary>Numbers of releases as MITRE prints them: <c>18.1</c>. They are compared by their parts, so that 9.0 comes
/// before 10.1.</summary>
internal static class AttackVersion
{
    internal static IComparer<string> Comparer { get; } =
        Comparer<string>.Create((one, other) => Version.Parse(one).CompareTo(Version.Parse(other)));

    internal static bool IsWellFormed(string version) => Version.TryParse(version, out _);
}
