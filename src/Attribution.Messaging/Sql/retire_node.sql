-- Delivery node, at its end: whatever it still holds may be rescued at once.
delete from attribution.msg_nodes
where node_id = $1;
