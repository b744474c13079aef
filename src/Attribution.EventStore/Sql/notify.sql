-- Called by CommitWriter, last in a group's transaction: wakes projection daemons of other processes. Only a hint.
select pg_notify('attribution_events', '')
