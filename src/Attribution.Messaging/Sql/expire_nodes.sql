-- Upkeep: declares nodes dead that did not renew in time. From here on they can neither claim nor renew.
delete from attribution.msg_nodes
where lease_until <= $1;
