-- Called by Swap, first in its transaction: it would rather try again than make everybody wait.
select set_config('lock_timeout', $1, true)
