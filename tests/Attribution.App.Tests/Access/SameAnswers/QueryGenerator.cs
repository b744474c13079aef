using System.Text;
using Attribution.GraphQL.Types;

namespace Attribution.App.Tests.Access.SameAnswers;

/// <summary>Writes queries for everything a schema can be asked: each selects all fields of all types below a field of
/// the root, with other arguments each time.</summary>
internal sealed class QueryGenerator(Schema schema, ArgumentGenerator arguments, Random random)
{
    // Deep enough for the node of a connection below an object of a connection's node.
    private const int DepthMax = 8;

    /// <summary>Whether a field can be asked for: not what answers with the root again, which is a superuser's
    /// (SuperuserTests).</summary>
    internal static bool IsAsked(FieldDefinition field, Schema schema) =>
        field.TwinOf is null && field.Type.Named != schema.Query;

    /// <summary>A query of one field of the root.</summary>
    internal static string Document(Selection root)
    {
        var document = new StringBuilder("{ ");
        root.Print(document);
        return document.Append('}').ToString();
    }

    /// <summary>A field of the root with everything below it, as often as its arguments have something new to
    /// say.</summary>
    internal IEnumerable<Selection> Selections(FieldDefinition root, int randomMax)
    {
        foreach (var argument in arguments.EachAlone(root))
        {
            yield return Select(schema.Query!, root, argument, [], 1);
        }

        for (var number = 0; number < randomMax; number++)
        {
            yield return Select(schema.Query!, root, arguments.Random(root), [], 1);
        }
    }

    /// <summary>One field of objects below the root, with the values of what it answers with: random arguments hardly
    /// ever name something that the caller sees where they stand below something that the caller sees.</summary>
    /// <param name="path">The names of the fields from the root to it.</param>
    /// <param name="written">Its arguments, with the parentheses.</param>
    internal Selection Along(ReadOnlySpan<string> path, string written) => Along(schema.Query!, path, written);

    private static Selection Along(ObjectType parent, ReadOnlySpan<string> path, string written)
    {
        var name = path[0];
        var field = parent.Fields.Single(field => field.Name == name);
        var type = (ObjectType)field.Type.Named;
        return path.Length > 1
            ? new Selection(parent, field, "", [Along(type, path[1..], written)])
            : new Selection(parent, field, written, [.. type.Fields
                .Where(value => value.TwinOf is null && value.Type.Named is not CompositeType)
                .Select(value => new Selection(type, value, "", []))]);
    }

    private Selection Select(
        ObjectType parent, FieldDefinition field, string written, IReadOnlyCollection<string> above, int depth) =>
        new(parent, field, written, field.Type.Named is CompositeType type ? Below(type, above, depth) : []);

    private Selection[] Below(CompositeType type, IReadOnlyCollection<string> above, int depth) =>
    [
        .. from possible in type.PossibleTypes
           from field in possible.Fields
           where IsAsked(field, schema) && Goes(field, possible, above, depth)
           select Select(possible, field, arguments.Random(field), [.. above, possible.Name], depth + 1),
    ];

    /// <summary>A type comes once below itself: what a campaign's parent says is what a campaign says. The deeper an
    /// object is, the fewer queries ask for it, or documents grow beyond what is read.</summary>
    private bool Goes(
        FieldDefinition field, ObjectType parent, IReadOnlyCollection<string> above, int depth) =>
        field.Type.Named is not CompositeType
        || (depth < DepthMax && !above.Contains(parent.Name) && random.Next(depth) == 0);
}
