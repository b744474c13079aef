-- Called by DeadLetterQueries: dead letters the caller may look at, newest first, behind a cursor. A door wrote beside
-- each whose it is and what label it has; of a TLP:RED one, and of one that nobody can read, the named individuals are
-- whoever may decide in that organisation.
select
    c.message_id, c.queue, c.source, c.id, c.type, c.subject, c.headers::text, c.body::text, c.body_raw, c.attempts,
    c.accepted_at, c.finished_at, c.problem_code, c.problem_detail
from (
    select
        message_id, tenant_id, queue, source, id, type, subject, headers, body, body_raw, attempts, accepted_at,
        finished_at, problem_code, problem_detail,
        headers ->> 'organisation' as owner,
        (headers ->> 'tlp')::integer as tlp,
        '{}'::text[] as shared_with,
        '{}'::text[] as releasable_to,
        array[$3] as recipients
    from attribution.msg_messages
    where state = 'dead'
) as c
where /*visible*/
    and ($7::uuid[] is null or c.message_id = any($7))
    and ($8::text is null or c.queue = $8)
    and ($9::text is null or c.type = $9)
    and ($10::text is null or c.problem_code = $10)
    and ($11::timestamptz is null or c.finished_at >= $11)
    and ($12::timestamptz is null or c.finished_at < $12)
    and ($13::timestamptz is null or (c.finished_at, c.message_id) < ($13, $14::uuid))
order by c.finished_at desc, c.message_id desc
limit $15
