-- Called by OutgoingRelay: a subscription for which the log has not been gone through up to a position. Its row is
-- locked, so that one node at a time goes through the log for it. A broker's is taken by nodes that can reach it.
select tenant_id, id, organisation, types, position, door
from attribution.webhooks
where disabled_at is null and position < $1 and (door = 'http' or (tenant_id = $2 and id = $3))
order by position
limit 1
for update skip locked
