-- Called by OutgoingRelay: a subscription for which the log has not been gone through up to a position. Its row is
-- locked, so that one node at a time goes through the log for it.
select tenant_id, id, organisation, types, position
from attribution.webhooks
where disabled_at is null and position < $1
order by position
limit 1
for update skip locked
