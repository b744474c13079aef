-- Called by ImportedEvidence for one step of the walk of diamonds: what imported objects say of some nodes ($8), each
-- reached from a campaign ($7), as far as the caller may see the relationship and both its ends. That a campaign is one
-- of the ends is said for the campaign itself alone: it is one that the caller sees, and another one is not gone to.
select n.campaign, n.node, s.node, s.name, r.type_name, t.node, t.name, r.confidence, coalesce(r.start_time, r.version),
    coalesce(r.stop_time, r.start_time, r.version)
from unnest($7::varchar[], $8::varchar[]) as n (campaign, node)
cross join lateral (
    select c.tenant_id, c.owner, c.id
    from attribution.imported_nodes c
    where /*visible*/ and c.node = n.node
    offset 0) a
cross join lateral (
    select c.id, c.owner, c.version, c.source_ref, c.target_ref, c.type_name, c.confidence, c.start_time, c.stop_time
    from attribution.imported_edges c
    where /*visible*/ and c.tenant_id = a.tenant_id and c.owner = a.owner and not c.is_revoked
        and (c.source_ref = a.id or c.target_ref = a.id)
    offset 0) r
cross join lateral (
    select c.node, c.name, c.record_id
    from attribution.imported_nodes c
    where /*visible*/ and c.tenant_id = a.tenant_id and c.owner = r.owner and c.id = r.source_ref and not c.is_revoked
    offset 0) s
cross join lateral (
    select c.node, c.name, c.record_id
    from attribution.imported_nodes c
    where /*visible*/ and c.tenant_id = a.tenant_id and c.owner = r.owner and c.id = r.target_ref and not c.is_revoked
    offset 0) t
where s.node <> t.node
    and (s.record_id is null or s.node = n.campaign)
    and (t.record_id is null or t.node = n.campaign)
order by n.campaign, n.node, r.id
limit $9
