-- Applied by the migrator. That an indicator indicates a campaign is stored once: the row that says which campaign has
-- it says which event stated that, and the graph reads it there. An edge of two STIX ids cost three times as much.
alter table attribution.campaign_indicators
    -- The version of the campaign's event that states it, and when that was recorded.
    add column stated_version bigint,
    add column stated_at timestamptz,
    -- 0 to 100; null when nobody graded it.
    add column confidence integer;

update attribution.campaign_indicators i
set stated_version = s.version, stated_at = s.timestamp, confidence = s.confidence
from (
    select distinct on (e.tenant_id, e.stream_id, m.stix_id) e.tenant_id, e.stream_id, e.version, e.timestamp,
        (e.data -> 'initialConfidence' ->> 'value')::integer as confidence,
        substr(m.stix_id, length('indicator--') + 1)::uuid as indicator
    from attribution.mt_events e
    cross join jsonb_array_elements_text(e.data -> 'indicators') as m (stix_id)
    where e.type in ('promoted', 'cluster_merged', 'indicators_linked')
    order by e.tenant_id, e.stream_id, m.stix_id, e.version desc
) s
where s.tenant_id = i.tenant_id and s.stream_id = i.campaign_id and s.indicator = i.indicator;

alter table attribution.campaign_indicators
    alter column stated_version set not null,
    alter column stated_at set not null;

create index campaign_indicators_idx_campaign on attribution.campaign_indicators (tenant_id, campaign_id);

delete from attribution.graph_edges where type = 'indicates';

-- A node has few relationships that are looked for by more than its id.
drop index attribution.graph_edges_idx_target;
create index graph_edges_idx_target on attribution.graph_edges (tenant_id, target);

select attribution.protect_by_tenant(
    'campaign_indicators', 'Every statement joins the campaigns, which are behind both walls.');
