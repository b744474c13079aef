using Npgsql;

namespace Attribution.Benchmarks.Soak;

/// <summary>Compares what the log holds with what the writers were told and the reader saw.</summary>
internal sealed class SoakFindings
{
    private readonly List<string> _violations = [];
    private readonly Dictionary<Guid, long> _lastVersions = [];
    private readonly HashSet<Guid> _events = [];
    private readonly List<long> _positions = [];

    internal long Stored => _positions.Count;

    internal long Gaps => _positions.Count == 0 ? 0 : _positions[^1] - _positions.Count;

    internal IReadOnlyList<string> Violations => _violations;

    internal static async Task<SoakFindings> CollectAsync(
        string connectionString, HashSet<Guid> acknowledged, HashSet<Guid> denied, List<long> seen)
    {
        var findings = new SoakFindings();
        await using var source = NpgsqlDataSource.Create(connectionString);
        await findings.ReadEventsAsync(source);
        await findings.CompareStreamsAsync(source);
        findings.Expect(
            acknowledged.Where(id => !findings._events.Contains(id)),
            id => $"Event {id} was acknowledged and is not there.");
        findings.Expect(
            denied.Where(findings._events.Contains), id => $"Event {id} was denied and is there.");
        findings.Expect(
            findings._positions.Except(seen), position => $"The reader in order missed position {position}.");
        findings.Expect(
            seen.Except(findings._positions),
            position => $"The reader saw position {position}, which was never committed.");
        return findings;
    }

    private async Task ReadEventsAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            "select e.seq_id, e.id, e.stream_id, e.version from attribution.mt_events e order by e.seq_id");
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            var (position, id, stream, version) = (row.GetInt64(0), row.GetGuid(1), row.GetGuid(2), row.GetInt64(3));
            var expected = _lastVersions.GetValueOrDefault(stream) + 1;
            if (version != expected)
            {
                _violations.Add($"Stream {stream} has {version} at position {position}, where {expected} belongs.");
            }

            if (!_events.Add(id))
            {
                _violations.Add($"Event {id} is there twice.");
            }

            _lastVersions[stream] = version;
            _positions.Add(position);
        }
    }

    private async Task CompareStreamsAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select s.id, s.version from attribution.mt_streams s");
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            var (stream, version) = (row.GetGuid(0), row.GetInt64(1));
            if (_lastVersions.GetValueOrDefault(stream) != version)
            {
                var events = _lastVersions.GetValueOrDefault(stream);
                _violations.Add($"Stream {stream} says version {version} and has {events} events.");
            }
        }
    }

    private void Expect<T>(IEnumerable<T> broken, Func<T, string> describe) =>
        _violations.AddRange(broken.Select(describe));
}
