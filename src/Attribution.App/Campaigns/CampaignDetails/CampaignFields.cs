using Attribution.App.Access;
using Attribution.App.History;
using Attribution.App.Storage;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Confidence;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Campaigns.CampaignDetails;

/// <summary>The fields of <c>campaign.graphql</c>.</summary>
internal sealed class CampaignFields(CampaignQueries queries, PastPages<CampaignView> past)
{
    internal void Bind(SchemaBindings schema)
    {
        schema.Object<Root>("Query").Define("campaign", field =>
        {
            var (id, stixId) = (
                field.Argument("id", Input.NullableValue<Guid>()), field.Argument("stixId", Input.Nullable<string>()));
            var moment = Moment.Arguments(field);
            var rights = field.Argument<Rights>("rights");
            return field.Returns(Output.Nullable<CampaignView>()).Async(async (_, call) =>
                (call.Get(id) ?? FromStixId(call.Get(stixId))) is { } wanted
                    ? await FindAsync(wanted, moment(call), call.Get(rights), call)
                    : null);
        });
        BindCampaign(schema.Object<CampaignView>("Campaign"));
        BindValues(schema);
    }

    private async ValueTask<CampaignView?> FindAsync(Guid id, Moment moment, Rights rights, FieldCall call)
    {
        if (moment.DayOf(rights) is { } day)
        {
            return await past.FindOfThatDayAsync(call.Caller(), id, day, call.Cancellation) is { } page
                ? page with { AsOf = day, Day = day }
                : null;
        }

        if (moment.IsNow)
        {
            return (await queries.FindAsync(call.Caller(), [id], call.Cancellation)).GetValueOrDefault(id);
        }

        var then = await past.FindAsync(call.Caller(), id, moment, call.Cancellation);
        return then is null ? null : then with { AsOf = moment.At ?? then.UpdatedAt };
    }

    internal static Guid? FromStixId(string? stixId) =>
        StixId.TryParse(stixId, out var type, out var id) && type == "campaign" ? id : null;

    private static void BindCampaign(ObjectBinding<CampaignView> campaign) => campaign
        .Field("id", view => view.Id)
        .Field("stixId", view => StixId.For("campaign", view.Id))
        .Field("name", view => view.Profile.Name)
        .ListField("aliases", view => view.Profile.Aliases)
        .NullableField("description", view => view.Profile.Description)
        .ListField("objectives", view => view.Profile.Objectives)
        .Field("status", view => view.Status)
        .NullableField("threatLevel", view => view.Profile.ThreatLevel)
        .Field("classification", view => view.Handling.Tlp)
        .Field("tenant", view => view.Tenant.Value)
        .Field("organisation", view => view.Handling.Owner.Value)
        .ListField<string>("sharedWith", view =>
            [.. view.Handling.SharedWith.Select(organisation => organisation.Value)])
        .ListField("releasableTo", view => view.Handling.ReleasableTo)
        .NullableField("firstSeen", view => view.Profile.FirstSeen)
        .NullableField("lastSeen", view => view.Profile.LastSeen)
        .NullableField("startDate", view => view.Profile.StartDate)
        .NullableField("endDate", view => view.Profile.EndDate)
        .ListField("clusters", view => view.Clusters)
        .ListField("indicators", view => view.Indicators)
        .ListField("techniques", view => view.Techniques)
        .ListField("unrecognisedTechniques", view => view.UnrecognisedTechniques)
        .ListField("targets", view => view.Targets)
        .ListField("references", view => view.References)
        .ListField("tags", view => view.Tags)
        .NullableField("initialConfidence", view => view.InitialConfidence)
        .Field("createdBy", view => view.CreatedBy)
        .Field("createdAt", view => view.CreatedAt)
        .Field("updatedAt", view => view.UpdatedAt)
        .Field("version", view => view.Version);

    private static void BindValues(SchemaBindings schema)
    {
        schema.Enum("CampaignStatus", Spelling.All<CampaignStatus>());
        schema.Enum("ThreatLevel", Spelling.All<ThreatLevel>());
        schema.Enum("Tlp", Spelling.All<Tlp>());
        schema.Enum("TargetKind", Spelling.All<TargetKind>());
        schema.Enum("ConfidenceBand", Spelling.All<ConfidenceBand>());
        schema.Object<Target>("Target").Field("kind", target => target.Kind).Field("value", target => target.Value);
        schema.Object<Reference>("Reference")
            .Field("url", reference => reference.Url)
            .NullableField("title", reference => reference.Title)
            .NullableField("publisher", reference => reference.Publisher);
        schema.Object<Assessment>("Confidence")
            .Field("value", confidence => confidence.Value)
            .Field("band", confidence => confidence.Band)
            .Field("reliability", confidence => confidence.Reliability.ToString())
            .Field("credibility", confidence => confidence.Credibility)
            .Field("label", confidence => confidence.Label)
            .NullableField("rationale", confidence => confidence.Rationale);
    }
}
