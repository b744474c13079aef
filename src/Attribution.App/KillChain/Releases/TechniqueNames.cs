using Attribution.App.Access;
using Attribution.GraphQL.Execution;
using Npgsql;

namespace Attribution.App.KillChain.Releases;

/// <summary>What techniques are called: as ATT&amp;CK says, else - where no loaded release knows a technique - as
/// imported objects do that the caller may see.</summary>
internal sealed class TechniqueNames(AttackCatalogue catalogue, CallerReads reads)
{
    /// <summary>The names by id; what has none for the caller is left out. One statement at most.</summary>
    /// <param name="ids">ATT&amp;CK ids, in their one spelling.</param>
    /// <param name="call">For whom.</param>
    /// <exception cref="GraphQLException"><c>UNAVAILABLE</c>: the database is away.</exception>
    internal async Task<IReadOnlyDictionary<string, string>> OfAsync(IEnumerable<string> ids, FieldCall call)
    {
        var releases = await catalogue.GetAsync(call);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (releases.Knowing(id)?.Find(id) is { } technique)
            {
                names[id] = technique.Name;
            }
            else
            {
                unknown.Add(id);
            }
        }

        foreach (var (id, name) in unknown.Count == 0 ? [] : await ImportedAsync([.. unknown], call))
        {
            names[id] = name;
        }

        return names;
    }

    private Task<List<(string Id, string Name)>> ImportedAsync(string[] ids, FieldCall call) => reads.ListAsync(
        call.Caller(),
        "find_technique_names",
        parameters => parameters.Add(new NpgsqlParameter<string[]> { TypedValue = ids }),
        row => (row.GetString(0), row.GetString(1)),
        call.Cancellation);
}
