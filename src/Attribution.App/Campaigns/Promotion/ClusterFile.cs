using System.Text.Json;
using Attribution.Domain.Access;

namespace Attribution.App.Campaigns.Promotion;

/// <summary>How far an import of clusters is.</summary>
/// <param name="Lines">Lines read.</param>
/// <param name="Promoted">Clusters that opened a campaign or added to one.</param>
/// <param name="Proposed">Clusters that wait for an analyst, who says whether they belong to a campaign there
/// is.</param>
/// <param name="Unchanged">Clusters that were known already.</param>
/// <param name="Refused">Lines that were refused.</param>
public sealed record ClusterImportProgress(int Lines, int Promoted, int Proposed, int Unchanged, int Refused);

/// <summary>A line of a file that was refused, and why.</summary>
public sealed record RefusedCluster(int Line, string Code, string Message);

/// <summary>
/// Reads clusters from a file with one JSON object a line (NDJSON) and promotes them. Not by way of the inbox: whoever
/// imports waits for the outcome of each line. An import that was interrupted is begun again from the start of the
/// file; what is known is only looked up.
/// </summary>
internal sealed class ClusterFile(ClusterBatch batch)
{
    private const int LinesPerBatch = 200;

    /// <param name="content">The file; UTF-8.</param>
    /// <param name="caller">Who imports.</param>
    /// <param name="refused">Told of each line that is refused.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="cancellation">Ends the import after the batch at hand; a second import goes on, for what is
    /// stored is not stored again.</param>
    internal async Task<ClusterImportProgress> ImportAsync(
        Stream content,
        Principal caller,
        Action<RefusedCluster> refused,
        IProgress<ClusterImportProgress>? progress,
        CancellationToken cancellation)
    {
        using var reader = new StreamReader(content);
        var sum = new ClusterImportProgress(0, 0, 0, 0, 0);
        var number = 0;
        while (await ReadLinesAsync(reader, cancellation) is { Count: > 0 } lines)
        {
            var messages = lines.ConvertAll(line => (Number: ++number, Text: line, Json: Parse(line)));
            var filled = messages.Where(message => !string.IsNullOrWhiteSpace(message.Text)).ToArray();
            foreach (var broken in filled.Where(message => message.Json is null))
            {
                refused(new RefusedCluster(broken.Number, "MALFORMED_JSON", "The line is no JSON."));
            }

            var readable = filled.Where(message => message.Json is not null).ToArray();
            var results = await batch.PromoteAsync(
                readable.Select(message => message.Json!.Value),
                minConfidence: 0,
                classification: null,
                caller,
                once: null,
                cancellation);
            foreach (var (message, result) in readable.Zip(results))
            {
                foreach (var error in result.Errors)
                {
                    refused(new RefusedCluster(message.Number, error.Code, error.Message));
                }
            }

            sum = new ClusterImportProgress(
                number,
                sum.Promoted + results.Count(result => result.Outcome == PromotionOutcome.Promoted),
                sum.Proposed + results.Count(result => result is { Outcome: PromotionOutcome.Proposed, Changed: true }),
                sum.Unchanged + results.Count(IsUnchanged),
                sum.Refused + filled.Length - readable.Length + results.Count(result => result.Errors.Count > 0));
            progress?.Report(sum);
        }

        return sum;
    }

    private static bool IsUnchanged(PromotionResult result) =>
        result is { Changed: false, Outcome: not (PromotionOutcome.Refused or PromotionOutcome.Skipped) };

    private static async Task<List<string>> ReadLinesAsync(StreamReader reader, CancellationToken cancellation)
    {
        var lines = new List<string>();
        while (lines.Count < LinesPerBatch && await reader.ReadLineAsync(cancellation) is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    private static JsonElement? Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
