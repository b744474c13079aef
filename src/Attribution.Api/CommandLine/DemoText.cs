namespace Attribution.Api.CommandLine;

/// <summary>What the demo prints (<c>demo.txt</c>): an address, a token and four queries to copy.</summary>
internal static class DemoText
{
    private const string Template = "Attribution.Api.CommandLine.demo.txt";

    internal static string Write(string address, string token)
    {
        using var template =
            typeof(DemoText).Assembly.GetManifestResourceStream(Template)!;
        using var reader = new StreamReader(template);
        return reader.ReadToEnd()
            .Replace("{address}", address, StringComparison.Ordinal)
            .Replace("{token}", token, StringComparison.Ordinal);
    }
}
