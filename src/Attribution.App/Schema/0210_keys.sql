-- Applied by the migrator. The keys of campaigns' indicators begin with what differs: nearly all rows of a database
-- have the same tenant, a text of 36 characters that was compared at each step down and stored in each entry.
alter table attribution.campaign_indicators
    drop constraint campaign_indicators_pkey,
    add constraint campaign_indicators_pkey primary key (indicator, campaign_id, tenant_id);

drop index attribution.campaign_indicators_idx_campaign;
create index campaign_indicators_idx_campaign on attribution.campaign_indicators (campaign_id);

-- Of indexes that cost the same while a table is empty PostgreSQL takes the newest. A campaign was looked up by its id
-- in the index of names, through all of the tenant's, until statistics were made of a new database.
alter table attribution.mt_doc_campaignview
    drop constraint pkey_mt_doc_campaignview_tenant_id_id,
    add constraint pkey_mt_doc_campaignview_tenant_id_id primary key (tenant_id, id);
