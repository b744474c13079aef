-- Applied by the migrator. What people read of campaigns and hypotheses, laid out as Marten lays out documents, and the
-- key that lets a cluster open only one campaign of a tenant.
create table attribution.mt_doc_campaignview (
    tenant_id varchar not null default '*DEFAULT*',
    id uuid not null,
    data jsonb not null,
    mt_last_modified timestamptz null default transaction_timestamp(),
    mt_dotnet_type varchar null,
    mt_version bigint not null default 0,
    name varchar null,
    status varchar null,
    created_at timestamptz null,
    updated_at timestamptz null,
    parent_campaign uuid null,
    confidence integer null,
    tags text[] null,
    techniques text[] null,
    tlp integer null,
    owner varchar null,
    shared_with text[] null,
    releasable_to text[] null,
    recipients text[] null,
    constraint pkey_mt_doc_campaignview_tenant_id_id primary key (tenant_id, id)
);

create index mt_doc_campaignview_idx_updated_at
    on attribution.mt_doc_campaignview (tenant_id, updated_at desc, id desc, tlp);
create index mt_doc_campaignview_idx_status
    on attribution.mt_doc_campaignview (tenant_id, status, updated_at desc, id desc, tlp);
create index mt_doc_campaignview_idx_tags on attribution.mt_doc_campaignview using gin (tags);
create index mt_doc_campaignview_idx_techniques on attribution.mt_doc_campaignview using gin (techniques);

create table attribution.mt_doc_hypothesisview (
    tenant_id varchar not null default '*DEFAULT*',
    id uuid not null,
    data jsonb not null,
    mt_last_modified timestamptz null default transaction_timestamp(),
    mt_dotnet_type varchar null,
    mt_version bigint not null default 0,
    campaign_id uuid null,
    actor varchar null,
    status varchar null,
    confidence integer null,
    created_at timestamptz null,
    constraint pkey_mt_doc_hypothesisview_tenant_id_id primary key (tenant_id, id)
);

create index mt_doc_hypothesisview_idx_campaign_id on attribution.mt_doc_hypothesisview (tenant_id, campaign_id);

create table attribution.campaign_clusters (
    tenant_id varchar not null,
    cluster_key uuid not null,
    campaign_id uuid not null,
    constraint campaign_clusters_pkey primary key (tenant_id, cluster_key)
);
