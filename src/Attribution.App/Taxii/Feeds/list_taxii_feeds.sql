-- Called by TaxiiFeeds: the feeds that the caller may see, or the one of them with an id.
select c.id, c.name, c.api_root, c.collection, c.credentials, c.every_seconds, c.ids, c.types, c.spec_versions,
    c.saved_at, c.saved_by, c.tenant_id, c.owner, c.tlp, c.polled_at, c.succeeded_at, c.caught_up_at, s.reached,
    case when c.is_asked then null else c.next_poll_at end, c.failures_in_a_row, c.failing_since, c.problem_code,
    c.problem, c.remarks, c.received, c.refused, c.last_import
from attribution.taxii_feeds c
left join attribution.taxii_cursors s on s.tenant_id = c.tenant_id and s.id = c.cursor_id
where /*visible*/ and ($7::uuid is null or c.id = $7)
order by c.name, c.owner, c.id
