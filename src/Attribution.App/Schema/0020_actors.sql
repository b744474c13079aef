-- Applied by the migrator. Profiles of actors as people read them, laid out as Marten lays out documents, and the way
-- from an actor to the campaigns and hypotheses that name it.
create table attribution.mt_doc_actorview (
    tenant_id varchar not null default '*DEFAULT*',
    id uuid not null,
    data jsonb not null,
    mt_last_modified timestamptz null default transaction_timestamp(),
    mt_dotnet_type varchar null,
    mt_version bigint not null default 0,
    actor varchar null,
    name varchar null,
    aliases text[] null,
    merged_into uuid null,
    created_at timestamptz null,
    updated_at timestamptz null,
    tlp integer null,
    owner varchar null,
    shared_with text[] null,
    releasable_to text[] null,
    recipients text[] null,
    constraint pkey_mt_doc_actorview_tenant_id_id primary key (tenant_id, id)
);

create index mt_doc_actorview_idx_actor on attribution.mt_doc_actorview (tenant_id, actor);
create index mt_doc_actorview_idx_merged_into on attribution.mt_doc_actorview (tenant_id, merged_into)
    where merged_into is not null;
create index mt_doc_actorview_idx_updated_at on attribution.mt_doc_actorview (tenant_id, updated_at desc, id desc, tlp);
create index mt_doc_actorview_idx_aliases on attribution.mt_doc_actorview using gin (aliases);

create index mt_doc_hypothesisview_idx_actor on attribution.mt_doc_hypothesisview (tenant_id, actor);

select attribution.protect_table('mt_doc_actorview');
