-- Called by TaxiiPushes: the latest pushes to a feed that the caller may see, each with what was not accepted of it.
select c.id, c.campaigns, c.tlp, c.asked_at, c.asked_by, c.attempts, c.next_attempt_at, c.completed_at, c.problem_code,
    c.problem, s.accepted, s.other, f.ids, f.results, f.messages
from attribution.taxii_pushes c
cross join lateral (
    select count(*) filter (where t.result = 'ACCEPTED') as accepted,
        count(*) filter (where t.result <> 'ACCEPTED') as other
    from attribution.taxii_sent t
    where t.tenant_id = c.tenant_id and t.push_id = c.id) s
cross join lateral (
    select array_agg(l.object_id order by l.object_id) as ids, array_agg(l.result order by l.object_id) as results,
        array_agg(coalesce(l.message, '') order by l.object_id) as messages
    from (
        select t.object_id, t.result, t.message
        from attribution.taxii_sent t
        where t.tenant_id = c.tenant_id and t.push_id = c.id and t.result <> 'ACCEPTED'
        order by t.object_id
        limit 100) l) f
where /*visible*/ and c.feed_id = $7 and ($8::uuid is null or c.id = $8)
order by c.asked_at desc, c.id
limit 20
