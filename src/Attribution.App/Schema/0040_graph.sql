-- Applied by the migrator. Who is said to be connected with what: the relationships that campaigns, hypotheses and
-- actors state, stored by the commit that states them. A relationship has no label of its own: whoever may see its
-- records may see it, so a reclassification changes no row here.
create table attribution.graph_edges (
    tenant_id varchar not null,
    -- STIX ids; an ATT&CK id (T1059.001) for a technique.
    source varchar not null,
    -- A STIX relationship type: uses, indicates, targets, attributed-to, related-to.
    type varchar not null,
    target varchar not null,
    -- The stream whose event states it (a campaign, a hypothesis, an actor), and the version of that event.
    stated_in uuid not null,
    stated_version bigint not null,
    stated_at timestamptz not null,
    -- The record whose label holds for it: the campaign of a hypothesis, the record itself otherwise.
    record_id uuid not null,
    -- The record at its other end that has to be visible as well: a parent campaign, an investigation.
    other_record_id uuid null,
    -- 0 to 100; null when nobody graded it.
    confidence integer null,
    -- What the target is called where its id does not say it: actors, locations, identities.
    target_name varchar null,
    constraint graph_edges_pkey primary key (tenant_id, source, type, target, stated_in)
);

create index graph_edges_idx_target on attribution.graph_edges (tenant_id, target, type, source);

select attribution.protect_by_tenant(
    'graph_edges', 'Every statement joins the records that state a relationship, which are behind both walls.');
