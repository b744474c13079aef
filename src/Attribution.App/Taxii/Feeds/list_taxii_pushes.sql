-- Called by TaxiiPushes: the latest pushes to a feed that the caller may see, each with what was not accepted of it. A
-- push of a campaign that the caller may not see today is not there: its counts and losses tell of that campaign.
select p.id, p.campaigns, p.tlp, p.asked_at, p.asked_by, p.attempts, p.next_attempt_at, p.completed_at, p.problem_code,
    p.problem, s.accepted, s.other, f.ids, f.results, f.messages
from attribution.taxii_pushes p
cross join lateral (
    select count(*) filter (where t.result = 'ACCEPTED') as accepted,
        count(*) filter (where t.result <> 'ACCEPTED') as other
    from attribution.taxii_sent t
    where t.tenant_id = p.tenant_id and t.push_id = p.id) s
cross join lateral (
    select array_agg(l.object_id order by l.object_id) as ids, array_agg(l.result order by l.object_id) as results,
        array_agg(coalesce(l.message, '') order by l.object_id) as messages
    from (
        select t.object_id, t.result, t.message
        from attribution.taxii_sent t
        where t.tenant_id = p.tenant_id and t.push_id = p.id and t.result <> 'ACCEPTED'
        order by t.object_id
        limit 100) l) f
where (p.tenant_id, p.id) in (
        select c.tenant_id, c.id
        from attribution.taxii_pushes c
        where /*visible*/ and c.feed_id = $7 and ($8::uuid is null or c.id = $8))
    and cardinality(p.campaigns) = (
        select count(*)
        from attribution.mt_doc_campaignview c
        where /*visible*/ and c.tenant_id = p.tenant_id and c.id = any(p.campaigns))
order by p.asked_at desc, p.id
limit 20
