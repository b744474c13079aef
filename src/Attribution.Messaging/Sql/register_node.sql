-- Delivery node, at its start: announces the node, so that it may claim.
insert into attribution.msg_nodes (node_id, name, started_at, lease_until)
values ($1, $2, $3, $4);
