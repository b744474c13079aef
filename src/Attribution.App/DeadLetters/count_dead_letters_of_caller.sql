-- Called by PagedList for DeadLetterQueries: how many dead letters of a filter the caller may look at; the rule of
-- list_dead_letters_of_caller.sql.
select count(*)
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
