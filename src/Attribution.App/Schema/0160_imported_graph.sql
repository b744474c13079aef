-- Applied by the migrator. What imports bring of the graph: the latest version of each object that is a node, and of
-- each relationship between such objects, stored by the commit that stores the object. What a campaign takes over as a
-- fact of its own is not here: the campaign says that (graph_edges). A relationship is shown to whoever may see it and
-- both its ends, each by its own label, so that a later version with another label changes one row.
create table attribution.imported_nodes (
    tenant_id varchar not null,
    owner varchar not null,
    -- The object's STIX id, and the node it is: the ATT&CK id of a technique, the target that an identity or a location
    -- stands for.
    id varchar not null,
    node varchar not null,
    version timestamptz not null,
    is_revoked boolean not null,
    name varchar null,
    -- A campaign, whose page has to be visible as well.
    record_id uuid null,
    tlp integer not null,
    shared_with text[] not null,
    releasable_to text[] not null,
    recipients text[] not null,
    constraint imported_nodes_pkey primary key (tenant_id, id, owner)
);

create index imported_nodes_idx_node on attribution.imported_nodes (tenant_id, node);

create table attribution.imported_edges (
    tenant_id varchar not null,
    owner varchar not null,
    -- The relationship's STIX id.
    id varchar not null,
    version timestamptz not null,
    is_revoked boolean not null,
    source_ref varchar not null,
    target_ref varchar not null,
    -- As the graph names it (other, where it does not know it), and as its producer does.
    type varchar not null,
    type_name varchar not null,
    confidence integer null,
    producer varchar null,
    start_time timestamptz null,
    stop_time timestamptz null,
    tlp integer not null,
    shared_with text[] not null,
    releasable_to text[] not null,
    recipients text[] not null,
    constraint imported_edges_pkey primary key (tenant_id, owner, id)
);

create index imported_edges_idx_source on attribution.imported_edges (tenant_id, source_ref);
create index imported_edges_idx_target on attribution.imported_edges (tenant_id, target_ref);

-- Two imports, or an import and a rebuild, may store two versions of one object in either order: the later one stays.
create function attribution.keep_later_version() returns trigger language plpgsql as $$
begin
    return case when new.version < old.version then null else new end;
end
$$;

create trigger keep_later_version before update on attribution.imported_nodes
    for each row execute function attribution.keep_later_version();
create trigger keep_later_version before update on attribution.imported_edges
    for each row execute function attribution.keep_later_version();

select attribution.protect_table('imported_nodes');
select attribution.protect_table('imported_edges');
