-- Called by GroupLedger.ForgetAsync now and then: outcomes that nobody asks for any more, the oldest first.
delete from attribution.event_commit_groups g
where g.id = any (array(
    select o.id from attribution.event_commit_groups o where o.recorded_at < $1 order by o.recorded_at limit $2))
