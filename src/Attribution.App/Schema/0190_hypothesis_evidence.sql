-- Applied by the migrator. The evidence of a hypothesis leaves its page for rows of sixteen items, so that a commit
-- writes the items that it adds or withdraws and not all there are.
create table attribution.hypothesis_evidence (
    tenant_id varchar not null,
    hypothesis_id uuid not null,
    -- From 0, in the order in which items were filed.
    part integer not null,
    campaign_id uuid not null,
    items jsonb not null,
    constraint hypothesis_evidence_pkey primary key (tenant_id, hypothesis_id, part)
);

insert into attribution.hypothesis_evidence (tenant_id, hypothesis_id, part, campaign_id, items)
select h.tenant_id, h.id, (e.place - 1) / 16, h.campaign_id, jsonb_agg(e.item order by e.place)
from attribution.mt_doc_hypothesisview h
cross join lateral jsonb_array_elements(h.data -> 'evidence') with ordinality as e (item, place)
group by h.tenant_id, h.id, (e.place - 1) / 16, h.campaign_id;

update attribution.mt_doc_hypothesisview set data = data - 'evidence' where data ? 'evidence';

select attribution.protect_part_of_campaign('hypothesis_evidence', 'campaign_id');
