using System.Collections.Immutable;
using Attribution.App.Access;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.Domain.Campaigns;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Campaigns.CampaignList;

/// <summary>The fields of <c>campaigns.graphql</c>.</summary>
internal sealed class CampaignListFields(CampaignQueries queries)
{
    private const int PageSizeMax = 100;

    internal void Bind(SchemaBindings schema)
    {
        schema.Object<Root>("Query").Define("campaigns", field =>
        {
            var first = field.Argument<int>("first");
            var after = field.Argument("after", Input.Nullable<string>());
            var filter = field.Argument("where", Input.Nullable<CampaignFilter>());
            return field.Returns(Output.Of<CampaignPage>()).Async(async (_, call) => await queries.ListAsync(
                call.Caller(),
                call.Get(filter) ?? CampaignFilter.All,
                Cursor(call.Get(after)),
                PageSize(call.Get(first)),
                call.Cancellation));
        });
        BindFilter(schema);
        BindConnection(schema);
    }

    private static int PageSize(int first) => first is >= 0 and <= PageSizeMax
        ? first
        : throw new GraphQLException($"first is a number from 0 to {PageSizeMax}.", "BAD_USER_INPUT");

    private static CampaignCursor? Cursor(string? text) => text is null
        ? null
        : CampaignCursor.Read(text) ?? throw new GraphQLException("after is no cursor of this list.", "BAD_USER_INPUT");

    private static void BindFilter(SchemaBindings schema)
    {
        schema.InputObject<ImmutableArray<CampaignStatus>>("CampaignStatusFilter", input =>
        {
            var (eq, within) = (input.Field("eq", Input.NullableValue<CampaignStatus>()),
                input.Field("in", Input.NullableList(Input.Of<CampaignStatus>())));
            return values => (values.Get(eq), values.Get(within)) switch
            {
                ({ } one, null) => [one],
                ({ } one, { } several) => [.. several.Where(status => status == one)],
                (null, { } several) => [.. several],
                _ => [.. Enum.GetValues<CampaignStatus>()],
            };
        });
        schema.InputObject<string>("StringEquals", input =>
        {
            var eq = input.Field("eq", Input.Of<string>());
            return values => values.Get(eq);
        });
        schema.InputObject<string>("StringContains", input =>
        {
            var contains = input.Field("contains", Input.Of<string>());
            return values => values.Get(contains);
        });
        schema.InputObject<CampaignFilter>("CampaignFilterInput", input =>
        {
            var status = input.Field("status", Input.NullableValue<ImmutableArray<CampaignStatus>>());
            var tag = input.Field("tag", Input.Nullable<string>());
            var technique = input.Field("technique", Input.Nullable<string>());
            var name = input.Field("name", Input.Nullable<string>());
            return values => new CampaignFilter(
                values.Get(status),
                values.Get(tag)?.Trim(),
                values.Get(technique)?.Trim().ToUpperInvariant(),
                values.Get(name));
        });
    }

    private void BindConnection(SchemaBindings schema)
    {
        schema.Object<CampaignPage>("CampaignConnection")
            .ListField("edges", page => page.Edges)
            .ListField<CampaignView>("nodes", page => [.. page.Edges.Select(edge => edge.Node)])
            .Field("pageInfo", page =>
                new PageInfo(page.HasNextPage, page.Edges is [.., var last] ? last.Cursor.Write() : null))
            .Define("totalCount", field => field.Returns(Output.Of<int>())
                .Async(async (page, call) => await queries.CountAsync(call.Caller(), page.Filter, call.Cancellation)));
        schema.Object<CampaignEdge>("CampaignEdge")
            .Field("cursor", edge => edge.Cursor.Write())
            .Field("node", edge => edge.Node);
        schema.Object<PageInfo>("PageInfo")
            .Field("hasNextPage", page => page.HasNextPage)
            .NullableField("endCursor", page => page.EndCursor);
    }
}

/// <summary>Where a page ends, as connections say it.</summary>
internal sealed record PageInfo(bool HasNextPage, string? EndCursor);
