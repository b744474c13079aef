using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.EventStore.Rows;
using Npgsql;

namespace Attribution.App.Campaigns.Hierarchy;

/// <summary>
/// Looks up the line of parents above a campaign. Two moves at once can each be right and together form a cycle, so the
/// moves of a tenant are numbered: a move is stored with the number behind the last one it saw, and of two that saw the
/// same, one finds its number taken and looks again.
/// </summary>
internal sealed class ParentLines(Lookups lookups)
{
    private static readonly RowTable Moves = new("campaign_moves", "tenant_id", "number");

    /// <summary>The line above a campaign that the caller may see. The ancestors are looked at whether or not the
    /// caller may see them: a cycle through a hidden one is a cycle, and refused in other words.</summary>
    internal async Task<FoundLine> FindAsync(Principal caller, Guid parent, CancellationToken cancellation)
    {
        var rows = await lookups.ListAsync(
            caller,
            "find_parent_line",
            parameters => parameters.Add(new NpgsqlParameter<Guid> { TypedValue = parent }),
            row => (
                Id: row.GetGuid(0),
                Status: row.GetString(1),
                IsInSight: row.GetBoolean(2),
                LastMove: row.GetInt64(3)),
            cancellation);
        if (rows.Count == 0)
        {
            return new FoundLine(new ParentLine(parent, Status: null, []), NextMove: null);
        }

        var found = rows.Single(row => row.Id == parent);
        return new FoundLine(
            new ParentLine(
                parent,
                Spelling.Read<CampaignStatus>(found.Status),
                [.. rows.Select(row => row.Id).Where(id => id != parent)])
            {
                OutOfSight = [.. rows.Where(row => !row.IsInSight).Select(row => row.Id)],
            },
            new RowSet(
                Moves,
                RowChange.Insert,
                Column.Text("tenant_id", caller.Tenant.Value),
                Column.BigInt("number", found.LastMove + 1)));
    }
}

/// <summary>A line of parents, and the mark of the move that is decided by it.</summary>
/// <param name="Line">The line.</param>
/// <param name="NextMove">Stored with a move, so that the line still holds; null without a parent.</param>
internal sealed record FoundLine(ParentLine Line, RowSet? NextMove);
