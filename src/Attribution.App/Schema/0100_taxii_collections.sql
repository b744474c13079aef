-- Applied by the migrator. What TAXII serves (docs/decisions/0005): collections, and which objects are in each since
-- when. A collection has the access columns of an organisation's record with its ceiling as label, and nothing comes
-- into it that not everybody may see who sees such a record: so who sees the collection sees all that is in it.
create table attribution.taxii_collections (
    tenant_id varchar not null,
    -- Follows from organisation, ceiling and title.
    id uuid not null,
    title varchar not null,
    description varchar null,
    -- Whether peers may add objects.
    accepts_objects boolean not null,
    -- Which campaigns it tells of; null where it does not matter.
    statuses varchar[] null,
    tags text[] null,
    campaigns uuid[] null,
    created_at timestamptz not null,
    created_by varchar not null,
    -- How often what it tells of was said anew.
    revision bigint not null default 0,
    -- How far the log, and what was imported, has been gone through for it.
    published_event bigint not null default -1,
    published_object timestamptz not null default 'epoch',
    -- The latest date ever given to an object in it: the next one is later, whatever the clock says.
    last_added timestamptz not null default 'epoch',
    owner varchar not null,
    tlp integer not null,
    shared_with text[] not null default '{}',
    releasable_to text[] not null default '{}',
    recipients text[] not null default '{}',
    constraint taxii_collections_pkey primary key (tenant_id, id),
    -- TLP:RED is for named people, and no collection is.
    constraint taxii_collections_tlp check (tlp between 0 and 3)
);

-- raw is text for the same reason as in stix_objects.
create table attribution.taxii_objects (
    tenant_id varchar not null,
    collection_id uuid not null,
    id varchar not null,
    -- As in stix_objects: the epoch for objects without versions.
    version timestamptz not null,
    version_text varchar null,
    type varchar not null,
    spec_version varchar not null,
    -- Equal for equal content, whatever its spacing and key order.
    fingerprint varchar not null,
    raw text not null,
    date_added timestamptz not null,
    -- Somebody added it: it stays when no campaign here tells of it.
    is_added boolean not null,
    -- Somebody took it out of the collection: it does not come back by itself.
    is_removed boolean not null default false,
    constraint taxii_objects_pkey primary key (tenant_id, collection_id, id, version),
    constraint taxii_objects_date_added unique (tenant_id, collection_id, date_added),
    constraint taxii_objects_collection foreign key (tenant_id, collection_id)
        references attribution.taxii_collections (tenant_id, id) on delete cascade
);

-- What became of requests to add objects, as whoever asks is told it: read by the organisation at the clearance of
-- whoever added, like the report of an import.
create table attribution.taxii_statuses (
    tenant_id varchar not null,
    id uuid not null,
    body text not null,
    requested_at timestamptz not null,
    owner varchar not null,
    tlp integer not null,
    shared_with text[] not null,
    releasable_to text[] not null,
    recipients text[] not null,
    constraint taxii_statuses_pkey primary key (tenant_id, id)
);

create index taxii_statuses_requested_at on attribution.taxii_statuses (requested_at);

select attribution.protect_table('taxii_collections');
select attribution.protect_table('taxii_statuses');
select attribution.protect_by_tenant(
    'taxii_objects', 'Every statement joins the collection, which is behind both walls.');
