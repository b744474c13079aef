using System.Collections.Immutable;
using Attribution.EventStore.Rows;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.EventStore.Writing;

/// <summary>Commits that share a database transaction, and the statement parameters they make together.</summary>
internal sealed class CommitGroup
{
    /// <summary>The appends of the commits and, as appends without events, what the commits relied on.</summary>
    private readonly ImmutableArray<(int CommitNo, Line Line)> _appends;

    internal CommitGroup(Guid id, IReadOnlyList<PendingCommit> commits)
    {
        (Id, Commits) = (id, commits);
        _appends = [.. commits.SelectMany((pending, at) => LinesOf(pending.Commit).Select(line => (at, line)))];
        RowSets = [.. commits
            .SelectMany((pending, at) => pending.Commit.Rows.Select(set => (CommitNo: at, Set: set)))
            .GroupBy(rows => rows.Set.Shape, rows => rows, StringComparer.Ordinal)
            .Select(rows => rows.ToImmutableArray())];
    }

    internal Guid Id { get; }

    internal IReadOnlyList<PendingCommit> Commits { get; }

    /// <summary>The row sets by shape: those of one list go into one table by one statement.</summary>
    internal ImmutableArray<ImmutableArray<(int CommitNo, RowSet Set)>> RowSets { get; }

    /// <summary>The parameters of <c>append_group.sql</c> in its order, those of the row sets behind them.</summary>
    internal void AddParameters(NpgsqlParameterCollection parameters, Instant now)
    {
        parameters.Add(Parameters.Of(Id, NpgsqlDbType.Uuid));
        parameters.Add(Parameters.Array(NpgsqlDbType.Uuid, Commits.Select(pending => pending.Commit.Id).ToArray()));
        parameters.Add(Parameters.Of(Microseconds.ToDateTime(now), NpgsqlDbType.TimestampTz));
        AddAppends(parameters);
        AddEvents(parameters);
        foreach (var sets in RowSets)
        {
            AddRows(parameters, sets);
        }
    }

    /// <summary>What each commit is told, from what the database recorded of the group.</summary>
    internal void Deliver(GroupOutcome outcome)
    {
        var nextAppend = 0;
        for (var at = 0; at < Commits.Count; at++)
        {
            var commit = Commits[at].Commit;
            var refusal = Array.IndexOf(outcome.RefusedCommits, at);
            Commits[at].Deliver(refusal < 0
                ? Stored(commit, nextAppend, outcome)
                : Refusal(commit, nextAppend, outcome.RefusedTables[refusal], outcome));
            nextAppend += commit.Appends.Length + commit.Expectations.Length;
        }
    }

    private static CommitResult.Stored Stored(Commit commit, int firstAppend, GroupOutcome outcome) => new(
        [.. LinesOf(commit).Take(commit.Appends.Length).Select((line, at) => new StoredAppend(
            line.Append.Stream,
            outcome.PreviousVersions[firstAppend + at] + line.EventsSoFar,
            outcome.FirstPositions[firstAppend + at] + line.EventsBefore))]);

    private CommitResult Refusal(Commit commit, int firstAppend, int tableNo, GroupOutcome outcome)
    {
        if (tableNo >= 0)
        {
            return new CommitResult.DuplicateKey(RowSets[tableNo][0].Set.Table.Name);
        }

        var lines = LinesOf(commit);
        for (var at = 0; at < lines.Length; at++)
        {
            var (append, actual) = (lines[at].Append, outcome.PreviousVersions[firstAppend + at]);
            if (outcome.ArchivedStreams[firstAppend + at])
            {
                return new CommitResult.StreamArchived(append.Stream);
            }

            if (append.Expected != ExpectedVersion.Any && lines[at].ExpectedOfStream != actual)
            {
                return new CommitResult.VersionConflict(append.Stream, append.Expected, actual);
            }
        }

        throw new System.Diagnostics.UnreachableException($"Commit {commit.Id} was refused for no reason it contains.");
    }

    private static ImmutableArray<Line> LinesOf(Commit commit)
    {
        var lines = ImmutableArray.CreateBuilder<Line>(commit.Appends.Length + commit.Expectations.Length);
        foreach (var append in commit.Appends)
        {
            var goesOn = lines.Count > 0 && Commit.GoesOn(lines[^1].Append, append);
            lines.Add(new Line(append, goesOn ? lines[^1].EventsSoFar : 0, IsLast: true));
            if (goesOn)
            {
                lines[^2] = lines[^2] with { IsLast = false };
            }
        }

        lines.AddRange(commit.Expectations.Select(relied => new Line(
            new StreamAppend(relied.Stream, "", relied.Expected, [], new EventMetadata(NodaConstants.UnixEpoch)),
            EventsBefore: 0,
            IsLast: true)));
        return lines.MoveToImmutable();
    }

    private void AddAppends(NpgsqlParameterCollection parameters)
    {
        var tables = _appends;
        parameters.Add(Parameters.Array(NpgsqlDbType.Integer, _appends.Select(line => line.CommitNo).ToArray()));
        parameters.Add(Parameters.Array(NpgsqlDbType.Text, Select(a => a.Stream.TenantId)));
        parameters.Add(Parameters.Array(NpgsqlDbType.Uuid, Select(a => a.Stream.Value)));
        parameters.Add(Parameters.Array(NpgsqlDbType.Text, Select(a => a.StreamType)));
        parameters.Add(Parameters.Array(
            NpgsqlDbType.Bigint, _appends.Select(line => line.Line.ExpectedOfStream).ToArray()));
        parameters.Add(Parameters.Array(
            NpgsqlDbType.Bigint, _appends.Select(line => line.Line.EventsOfStream).ToArray()));
        parameters.Add(Parameters.Array(
            NpgsqlDbType.TimestampTz, Select(a => Microseconds.ToDateTime(a.Metadata.RecordedAt))));
        parameters.Add(Parameters.Array(NpgsqlDbType.Text, Select(a => a.Metadata.CorrelationId)));
        parameters.Add(Parameters.Array(NpgsqlDbType.Text, Select(a => a.Metadata.CausationId)));
        parameters.Add(Parameters.Array(NpgsqlDbType.Jsonb, Select(a => EventHeaders.Write(a.Metadata))));

        T[] Select<T>(Func<StreamAppend, T> value)
        {
            var values = new T[tables.Length];
            for (var at = 0; at < values.Length; at++)
            {
                values[at] = value(tables[at].Line.Append);
            }

            return values;
        }
    }

    private void AddEvents(NpgsqlParameterCollection parameters)
    {
        var count = _appends.Sum(line => line.Line.Append.Events.Length);
        var (appendNos, eventNos, ids) = (new long[count], new long[count], new Guid[count]);
        var (json, types, dotNetTypes) = (new byte[count][], new string[count], new string?[count]);
        var at = 0;
        for (var append = 0; append < _appends.Length; append++)
        {
            var line = _appends[append].Line;
            for (var number = 0; number < line.Append.Events.Length; number++, at++)
            {
                var data = line.Append.Events[number];
                (appendNos[at], eventNos[at], ids[at]) = (append + 1, line.EventsBefore + number + 1, data.Id);
                (json[at], types[at], dotNetTypes[at]) = (data.Json, data.Type, data.DotNetType);
            }
        }

        parameters.Add(Parameters.Array(NpgsqlDbType.Bigint, appendNos));
        parameters.Add(Parameters.Array(NpgsqlDbType.Bigint, eventNos));
        parameters.Add(Parameters.Array(NpgsqlDbType.Uuid, ids));
        parameters.Add(Parameters.Array(NpgsqlDbType.Jsonb, json));
        parameters.Add(Parameters.Array(NpgsqlDbType.Text, types));
        parameters.Add(Parameters.Array(NpgsqlDbType.Text, dotNetTypes));
    }

    private static void AddRows(
        NpgsqlParameterCollection parameters, ImmutableArray<(int CommitNo, RowSet Set)> sets)
    {
        parameters.Add(Parameters.Array(
            NpgsqlDbType.Integer, sets.SelectMany(rows => Enumerable.Repeat(rows.CommitNo, rows.Set.Count)).ToArray()));
        for (var column = 0; column < sets[0].Set.Columns.Length; column++)
        {
            var parts = sets.Select(rows => rows.Set.Columns[column]).ToArray();
            parameters.Add(parts[0].Concatenate(parts));
        }
    }

    /// <summary>An append, and its place among those of its stream in the same commit. The statement compares and
    /// counts each stream once: every append expects what the first does, and the last one brings the number of all
    /// events.</summary>
    private readonly record struct Line(StreamAppend Append, int EventsBefore, bool IsLast)
    {
        internal int EventsSoFar => EventsBefore + Append.Events.Length;

        internal long EventsOfStream => IsLast ? EventsSoFar : 0;

        internal long ExpectedOfStream => Append.Expected.Value - EventsBefore;
    }
}
