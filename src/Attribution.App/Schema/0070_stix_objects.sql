-- Applied by the migrator. STIX objects as their producers wrote them, every version of them, and what is known of each
-- import. raw is text and not jsonb on purpose: jsonb cannot hold the escape \u0000, rewrites numbers and sorts keys,
-- and an object has to come out again character for character.

-- The day an object was added is the order in which it was committed, in microseconds, and no two objects share one:
-- whoever inserts holds the writer's lock of the database, so the last value given is the greatest.
create sequence attribution.stix_date_added;

create function attribution.next_stix_date_added() returns timestamptz language sql volatile as $$
    select timestamptz 'epoch' + interval '1 microsecond' * setval(
        'attribution.stix_date_added',
        greatest(
            (extract(epoch from clock_timestamp()) * 1000000)::bigint,
            (select last_value + 1 from attribution.stix_date_added)))
$$;

create table attribution.stix_objects (
    tenant_id varchar not null,
    -- The organisation that brought it: two organisations that are sent the same object each keep their own.
    owner varchar not null,
    id varchar not null,
    -- modified, else created, in microseconds; the epoch for objects without versions.
    version timestamptz not null,
    -- The version as it is written; null for objects without versions.
    version_text varchar null,
    type varchar not null,
    created_by varchar null,
    revoked boolean not null,
    -- Equal for equal content, whatever its spacing and key order.
    fingerprint varchar not null,
    raw text not null,
    name varchar null,
    -- The technique of an attack-pattern, by ATT&CK.
    technique varchar null,
    relationship_type varchar null,
    -- Where a relationship starts; what was seen, of a sighting.
    source_ref varchar null,
    target_ref varchar null,
    -- The label its own markings state; null when they state none and tlp is the importer's choice.
    stated_tlp integer null,
    tlp integer not null,
    shared_with text[] not null,
    releasable_to text[] not null,
    recipients text[] not null,
    import_id uuid not null,
    imported_at timestamptz not null,
    date_added timestamptz not null default attribution.next_stix_date_added(),
    constraint stix_objects_pkey primary key (tenant_id, owner, id, version)
);

create unique index stix_objects_date_added on attribution.stix_objects (date_added);
create index stix_objects_source on attribution.stix_objects (tenant_id, source_ref) where source_ref is not null;
create index stix_objects_target on attribution.stix_objects (tenant_id, target_ref) where target_ref is not null;
create index stix_objects_technique on attribution.stix_objects (tenant_id, technique) where technique is not null;

-- Relationships that could not take effect yet, one row for each end that is missing. The arrival of that end finds
-- them by this key; nothing asks for them before.
create table attribution.stix_waiting (
    tenant_id varchar not null,
    owner varchar not null,
    missing_id varchar not null,
    object_id varchar not null,
    constraint stix_waiting_pkey primary key (tenant_id, owner, missing_id, object_id)
);

-- Imports. Who may read one follows from whom it belongs to: the organisation, at the importer's own clearance, because
-- the report names every object of the bundle.
create table attribution.stix_imports (
    tenant_id varchar not null,
    id uuid not null,
    source varchar not null,
    bundle_id varchar null,
    started_by varchar not null,
    started_at timestamptz not null,
    completed_at timestamptz null,
    taken bigint not null,
    opaque bigint not null,
    known bigint not null,
    waiting bigint not null,
    refused bigint not null,
    owner varchar not null,
    tlp integer not null,
    shared_with text[] not null,
    releasable_to text[] not null,
    recipients text[] not null,
    constraint stix_imports_pkey primary key (tenant_id, id)
);

create table attribution.stix_import_items (
    tenant_id varchar not null,
    import_id uuid not null,
    number bigint not null,
    place bigint null,
    object_id varchar null,
    version_text varchar null,
    outcome varchar not null,
    code varchar null,
    message varchar null,
    path varchar null,
    findings jsonb not null,
    constraint stix_import_items_pkey primary key (tenant_id, import_id, number)
);

create index stix_import_items_outcome on attribution.stix_import_items (tenant_id, import_id, outcome, number);

select attribution.protect_table('stix_objects');
select attribution.protect_table('stix_imports');
select attribution.protect_by_tenant(
    'stix_import_items', 'Every statement joins the import, which is behind both walls.');
select attribution.protect_by_tenant(
    'stix_waiting', 'Every statement joins the relationship that waits, which is behind both walls.');
