using System.Text;
using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;
using NodaTime;

namespace Attribution.App.StixExport;

/// <summary>The field of <c>stix-export.graphql</c>.</summary>
internal sealed class StixExportFields(StixExporter exporter)
{
    private const int CampaignsMax = 100;

    internal void Bind(SchemaBindings schema)
    {
        schema.Enum("StixExportPart", Spelling.All<StixExportPart>());
        schema.Object<StixExportText>("StixExport")
            .Field("bundle", export => export.Bundle)
            .Field("bundleId", export => export.Result.BundleId)
            .Field("objectCount", export => export.Result.Objects)
            .Field("withheldCount", export => export.Result.Withheld);
        schema.Object<Root>("Query").Define("exportStix", field =>
        {
            var campaigns = field.Argument("campaigns", Input.List<Guid>());
            var asOf = field.Argument("asOf", Input.NullableValue<Instant>());
            var include = field.Argument("include", Input.NullableList(Input.Of<StixExportPart>()));
            var ceiling = field.Argument<Tlp>("tlpCeiling");
            return field.Returns(Output.Of<StixExportText>()).Async(async (_, call) =>
            {
                var request = new StixExportRequest(call.Get(ceiling))
                {
                    Campaigns = [.. call.Get(campaigns)],
                    AsOf = call.Get(asOf),
                };
                return await ExportAsync(
                    call.Get(include) is { } parts ? request with { Include = [.. parts] } : request, call);
            });
        });
    }

    private async ValueTask<StixExportText> ExportAsync(StixExportRequest request, FieldCall call)
    {
        if (!call.Caller().May(Permission.Read))
        {
            throw new GraphQLException(AccessRejection.Forbidden.Message, AccessRejection.Forbidden.Code);
        }

        if (request.Campaigns is { Length: > CampaignsMax })
        {
            throw new GraphQLException($"Export at most {CampaignsMax} campaigns at once.", "BAD_USER_INPUT");
        }

        using var output = new MemoryStream();
        var result = await exporter.ExportAsync(request, call.Caller(), output, call.Cancellation);
        return new StixExportText(Encoding.UTF8.GetString(output.GetBuffer().AsSpan(0, (int)output.Length)), result);
    }

    private sealed record StixExportText(string Bundle, StixExportResult Result);
}
