-- Called by everything that appends, first in its transaction: one writer at a time per database, until it has
-- committed.
select pg_advisory_xact_lock(4711200100)
