-- In what lists and counts dead letters: those of a filter that the caller may look at. A door wrote beside each whose
-- it is and what label it has; of a TLP:RED one, and of one that nobody can read, the named individuals are whoever may
-- decide in that organisation.
from (
    select
        message_id as id, tenant_id, queue, source, id as event_id, type, subject, headers, body, body_raw, attempts,
        accepted_at, finished_at as died_at, problem_code as code, problem_detail,
        headers ->> 'organisation' as owner,
        (headers ->> 'tlp')::integer as tlp,
        '{}'::text[] as shared_with,
        '{}'::text[] as releasable_to,
        array[$3] as recipients
    from attribution.msg_messages
    where state = 'dead'
) as c
where /*visible*/ and /*filter*/
