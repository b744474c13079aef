namespace Attribution.App.Access;

/// <summary>
/// When a statement for a caller is planned. The rule of access stands in it twice, in the predicate and in the
/// policies, and to plan that takes longer than to read a page.
/// </summary>
internal enum Planning
{
    /// <summary>Once a connection: whatever the values, the way to the rows is the same.</summary>
    Once,

    /// <summary>For the values of each call, when PostgreSQL thinks that pays: a filter that lets few rows pass wants
    /// another way than one that lets most of them pass.</summary>
    ForValues,
}
