using System.Globalization;
using Attribution.App.Access;
using Attribution.App.Lists;
using Attribution.App.Pipeline;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;
using Attribution.GraphQL.Uploads;
using Attribution.Stix;
using Tlp = Attribution.Domain.Access.Tlp;

namespace Attribution.App.StixImport.ImportReport;

/// <summary>The fields of <c>stix-import.graphql</c>.</summary>
internal sealed class StixImportFields(StixImporter importer, StixImportQueries queries)
{
    internal void Bind(SchemaBindings schema)
    {
        schema.Scalar(Upload.Scalar);
        schema.InputObject<ImportStixBundleInput>("ImportStixBundleInput", input =>
        {
            var (bundle, unmarked) = (
                input.Field("bundle", Input.Of<Upload>()), input.Field("unmarked", Input.Of<Tlp>()));
            return values => new ImportStixBundleInput(values.Get(bundle), values.Get(unmarked));
        });
        schema.Object<Root>("Mutation").Define("importStixBundle", field =>
        {
            var input = field.Argument<ImportStixBundleInput>("input");
            return field.Returns(Output.Of<ImportStixBundlePayload>())
                .Async((_, call) => ImportAsync(call, call.Get(input)));
        });
        schema.Object<Root>("Query").Define("stixImport", field =>
        {
            var id = field.Argument<Guid>("id");
            return field.Returns(Output.Nullable<StixImportView>())
                .Async(async (_, call) => await queries.FindAsync(call.Caller(), call.Get(id), call.Cancellation));
        });
        BindImport(schema);
        BindItems(schema);
    }

    private async ValueTask<ImportStixBundlePayload> ImportAsync(FieldCall call, ImportStixBundleInput input)
    {
        if (!call.Caller().May(Permission.Contribute))
        {
            return new ImportStixBundlePayload(null, [CommandError.Forbidden(Permission.Contribute)]);
        }

        var file = input.Bundle.Of(call);
        using var content = new MemoryStream(file.Content.ToArray(), writable: false);
        try
        {
            var done = await importer.ImportAsync(
                content,
                new StixImportRequest("upload", input.Unmarked),
                call.Caller(),
                static _ => { },
                progress: null,
                call.Cancellation);
            return new ImportStixBundlePayload(
                await queries.FindAsync(call.Caller(), done.Id, call.Cancellation), []);
        }
        catch (StixImportStopped stopped)
        {
            return new ImportStixBundlePayload(null, [new CommandError(stopped.Code, stopped.Message, "bundle")]);
        }
    }

    private void BindImport(SchemaBindings schema)
    {
        schema.Object<ImportStixBundlePayload>("ImportStixBundlePayload")
            .NullableField("import", payload => payload.Import)
            .ListField("errors", payload => payload.Errors);
        schema.Object<StixImportView>("StixImport")
            .Field("id", import => import.Id)
            .Field("source", import => import.Source)
            .NullableField("bundleId", import => import.BundleId)
            .Field("startedBy", import => import.StartedBy)
            .Field("startedAt", import => import.StartedAt)
            .NullableField("completedAt", import => import.CompletedAt)
            .Field("counts", import => import.Counts)
            .Define("items", field =>
            {
                var (first, after) = (field.Argument<int>("first"), field.Argument("after", Input.Nullable<string>()));
                var outcome = field.Argument("outcome", Input.NullableList(Input.Of<StixImportOutcome>()));
                return field.Returns(Output.Of<StixImportItemPage>()).Async(async (import, call) =>
                    await queries.ListItemsAsync(
                        call.Caller(),
                        new StixImportItemFilter(import.Id, call.Get(outcome)),
                        Cursor(call.Get(after)),
                        PageRequest.SizeOf(call.Get(first)),
                        call.Cancellation));
            });
        schema.Object<StixImportCounts>("StixImportCounts")
            .Field("taken", counts => counts.Taken)
            .Field("opaque", counts => counts.Opaque)
            .Field("known", counts => counts.Known)
            .Field("waiting", counts => counts.Waiting)
            .Field("refused", counts => counts.Refused);
    }

    private void BindItems(SchemaBindings schema)
    {
        schema.Enum("StixImportOutcome", Spelling.All<StixImportOutcome>());
        schema.Enum("StixFindingSeverity", Spelling.All<FindingSeverity>());
        schema.Object<StixImportItemPage>("StixImportItemConnection")
            .ListField<StixImportItemEdge>(
                "edges", page => [.. page.Items.Select(item => new StixImportItemEdge(item))])
            .ListField("nodes", page => page.Items)
            .Field("pageInfo", InfoOf)
            .Define("totalCount", field => field.Returns(Output.Of<int>()).Async(async (page, call) =>
                await queries.CountItemsAsync(call.Caller(), page.Filter, call.Cancellation)));
        schema.Object<StixImportItemEdge>("StixImportItemEdge")
            .Field("cursor", edge => CursorOf(edge.Node))
            .Field("node", edge => edge.Node);
        schema.Object<StixImportItem>("StixImportItem")
            .Field("number", item => item.Number)
            .NullableField("place", item => item.Place)
            .NullableField("objectId", item => item.ObjectId)
            .NullableField("version", item => item.Version)
            .Field("outcome", item => item.Outcome)
            .NullableField("code", item => item.Code)
            .NullableField("message", item => item.Message)
            .NullableField("path", item => item.Path)
            .ListField("findings", item => item.Findings);
        schema.Object<StixFinding>("StixFinding")
            .Field("severity", finding => finding.Severity)
            .Field("code", finding => finding.Code)
            .Field("path", finding => finding.Path)
            .Field("message", finding => finding.Message);
    }

    private static PageInfo InfoOf(StixImportItemPage page) => new(
        page.Items is [var first, ..] ? CursorOf(first) : null,
        page.Items is [.., var last] ? CursorOf(last) : null,
        _ => ValueTask.FromResult(page.HasPreviousPage),
        _ => ValueTask.FromResult(page.HasNextPage));

    private static string CursorOf(StixImportItem item) => item.Number.ToString(CultureInfo.InvariantCulture);

    private static long Cursor(string? text) => text is null ? -1
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new GraphQLException("after is no cursor of this list.", "BAD_USER_INPUT");
}

internal sealed record StixImportItemEdge(StixImportItem Node);

internal sealed record ImportStixBundleInput(Upload Bundle, Tlp Unmarked);

internal sealed record ImportStixBundlePayload(StixImportView? Import, IReadOnlyList<CommandError> Errors);
