-- Applied by the migrator. Collections of other servers that are read and written for an organisation (docs/stix). Like
-- a collection that is served, a feed has the access columns of an organisation's record with its ceiling as label, and
-- whatever it brings or sends has at most that label: so who sees the feed may know how it fares.
create table attribution.taxii_feeds (
    tenant_id varchar not null,
    -- Follows from organisation and name.
    id uuid not null,
    name varchar not null,
    api_root varchar not null,
    collection varchar not null,
    -- What the operator calls them; secrets are never here.
    credentials varchar null,
    -- Null for a feed that is read when somebody asks.
    every_seconds integer null,
    ids varchar[] null,
    types varchar[] null,
    spec_versions varchar[] null,
    saved_at timestamptz not null,
    saved_by varchar not null,
    -- Where reading stands; another one when something else is read.
    cursor_id uuid not null,
    next_poll_at timestamptz null,
    is_asked boolean not null default false,
    lease_id uuid null,
    leased_until timestamptz null,
    polled_at timestamptz null,
    succeeded_at timestamptz null,
    caught_up_at timestamptz null,
    failures_in_a_row integer not null default 0,
    failing_since timestamptz null,
    problem_code varchar null,
    problem varchar null,
    remarks varchar[] not null default '{}',
    received bigint not null default 0,
    refused bigint not null default 0,
    last_import uuid null,
    owner varchar not null,
    tlp integer not null,
    shared_with text[] not null default '{}',
    releasable_to text[] not null default '{}',
    recipients text[] not null default '{}',
    constraint taxii_feeds_pkey primary key (tenant_id, id),
    constraint taxii_feeds_tlp check (tlp between 0 and 3)
);

create index taxii_feeds_due on attribution.taxii_feeds (next_poll_at);

-- Written by the commit that ends the import of a page, and by no other statement: where to go on once that page is
-- stored. A feed that was told to read something else has another cursor, and who still reads for it writes to none.
create table attribution.taxii_cursors (
    tenant_id varchar not null,
    id uuid not null,
    added_after varchar null,
    next varchar null,
    reached varchar null,
    since varchar null,
    etag varchar null,
    -- Of the page that was stored last: the same page again is no news.
    page_hash varchar null,
    constraint taxii_cursors_pkey primary key (tenant_id, id)
);

-- Campaigns that are to be sent to the collection of a feed.
create table attribution.taxii_pushes (
    tenant_id varchar not null,
    id uuid not null,
    feed_id uuid not null,
    campaigns uuid[] not null,
    asked_at timestamptz not null,
    asked_by varchar not null,
    attempts integer not null default 0,
    -- Null when it has ended.
    next_attempt_at timestamptz null,
    lease_id uuid null,
    leased_until timestamptz null,
    completed_at timestamptz null,
    problem_code varchar null,
    problem varchar null,
    owner varchar not null,
    -- Nothing narrower leaves.
    tlp integer not null,
    shared_with text[] not null default '{}',
    releasable_to text[] not null default '{}',
    recipients text[] not null default '{}',
    constraint taxii_pushes_pkey primary key (tenant_id, id),
    constraint taxii_pushes_ended check ((next_attempt_at is null) = (completed_at is not null)),
    constraint taxii_pushes_feed foreign key (tenant_id, feed_id)
        references attribution.taxii_feeds (tenant_id, id) on delete cascade
);

create index taxii_pushes_due on attribution.taxii_pushes (next_attempt_at) where next_attempt_at is not null;
create index taxii_pushes_of_feed on attribution.taxii_pushes (tenant_id, feed_id, asked_at);

-- What became of each object that was sent, so that what the other server has taken is not sent again.
create table attribution.taxii_sent (
    tenant_id varchar not null,
    feed_id uuid not null,
    object_id varchar not null,
    -- As in stix_objects: the epoch for objects without versions.
    version timestamptz not null,
    fingerprint varchar not null,
    -- The push that sent it last.
    push_id uuid not null,
    result varchar not null,
    message varchar null,
    sent_at timestamptz not null,
    constraint taxii_sent_pkey primary key (tenant_id, feed_id, object_id, version),
    constraint taxii_sent_feed foreign key (tenant_id, feed_id)
        references attribution.taxii_feeds (tenant_id, id) on delete cascade
);

create index taxii_sent_push on attribution.taxii_sent (tenant_id, push_id, result);

select attribution.protect_table('taxii_feeds');
select attribution.protect_table('taxii_pushes');
select attribution.protect_by_tenant(
    'taxii_cursors', 'Every statement joins the feed, which is behind both walls.');
select attribution.protect_by_tenant(
    'taxii_sent', 'Every statement joins the push, which is behind both walls.');
