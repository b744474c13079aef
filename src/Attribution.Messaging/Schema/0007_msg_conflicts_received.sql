-- Conflicts are forgotten by their age, like finished messages.
create index ix_msg_conflicts_received on attribution.msg_conflicts using brin (received_at);
