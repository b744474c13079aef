-- Called by DeadLetterQueries, for letters the caller was shown: why each attempt failed, oldest first.
select failure.message_id, failure.attempt, failure.failed_at, failure.code, failure.detail, failure.stack
from attribution.msg_failures as failure
where failure.message_id = any($1)
order by failure.message_id, failure.claim
