-- Applied by the migrator. What people read of proposals to merge a cluster, and the names of campaigns in lower case,
-- which tell whether a cluster suggests one of them.
create table attribution.mt_doc_mergeproposalview (
    tenant_id varchar not null default '*DEFAULT*',
    id uuid not null,
    data jsonb not null,
    mt_last_modified timestamptz null default transaction_timestamp(),
    mt_dotnet_type varchar null,
    mt_version bigint not null default 0,
    cluster_key uuid null,
    campaign_id uuid null,
    state varchar null,
    updated_at timestamptz null,
    tlp integer null,
    owner varchar null,
    shared_with text[] null,
    releasable_to text[] null,
    recipients text[] null,
    constraint pkey_mt_doc_mergeproposalview_tenant_id_id primary key (tenant_id, id)
);

create index mt_doc_mergeproposalview_idx_state
    on attribution.mt_doc_mergeproposalview (tenant_id, state, updated_at desc, id desc);
create index mt_doc_mergeproposalview_idx_cluster_key
    on attribution.mt_doc_mergeproposalview (tenant_id, cluster_key, campaign_id);
create index mt_doc_mergeproposalview_idx_campaign_id
    on attribution.mt_doc_mergeproposalview (tenant_id, campaign_id);

alter table attribution.mt_doc_campaignview add column names text[] null;

update attribution.mt_doc_campaignview c
set names = array(
    select lower(n.name)
    from (
        select c.data #>> '{profile,name}' as name
        union all
        select jsonb_array_elements_text(c.data #> '{profile,aliases}')
    ) n);

create index mt_doc_campaignview_idx_names on attribution.mt_doc_campaignview using gin (names);

select attribution.protect_table('mt_doc_mergeproposalview');
