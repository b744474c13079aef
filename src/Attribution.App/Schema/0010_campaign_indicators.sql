-- Applied by the migrator. Which campaign has which indicator, for "who else has this one" and for matching clusters.
-- An indicator is the UUID of its STIX id, which is always indicator--UUID. The key answers "which campaigns have this
-- indicator"; who may see them, the campaign's page says, so every reader joins it.
create table attribution.campaign_indicators (
    tenant_id varchar not null,
    indicator uuid not null,
    campaign_id uuid not null,
    constraint campaign_indicators_pkey primary key (tenant_id, indicator, campaign_id)
);

insert into attribution.campaign_indicators (tenant_id, indicator, campaign_id)
select c.tenant_id, substr(i.stix_id, length('indicator--') + 1)::uuid, c.id
from attribution.mt_doc_campaignview c
cross join jsonb_array_elements_text(c.data -> 'indicators') as i (stix_id)
on conflict do nothing;

select attribution.protect_part_of_campaign('campaign_indicators', 'campaign_id');
