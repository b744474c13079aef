-- Applied by the migrator. The moves of campaigns within a tenant's tree, numbered: two moves that were decided on the
-- same tree have the same number, and the key lets only one of them be stored. Nothing is ever deleted here, for a
-- number that became free would let a move pass that was decided on an older tree.
create table attribution.campaign_moves (
    tenant_id varchar not null,
    number bigint not null,
    constraint campaign_moves_pkey primary key (tenant_id, number)
);

create index mt_doc_campaignview_idx_parent_campaign
    on attribution.mt_doc_campaignview (tenant_id, parent_campaign, updated_at desc, id desc);

select attribution.protect_by_tenant('campaign_moves', 'Numbers alone; no reader is shown them.');
