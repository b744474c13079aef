-- Delivery node, all the time: prolongs the lease. No row means the node was declared dead and must start as another
-- one.
update attribution.msg_nodes
set lease_until = $2
where node_id = $1
returning node_id;
