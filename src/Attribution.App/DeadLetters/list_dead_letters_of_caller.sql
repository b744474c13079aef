-- Called by PagedList for DeadLetterQueries: a page of the dead letters of a filter that the caller may look at.
select
    jsonb_build_object(
        'id', c.id, 'queue', c.queue, 'source', c.source, 'eventId', c.event_id, 'type', c.type, 'subject', c.subject,
        'attributes', c.headers, 'body', c.body::text, 'raw', encode(c.body_raw, 'base64'), 'attempts', c.attempts,
        'acceptedAt', c.accepted_at, 'diedAt', c.died_at, 'code', c.code, 'detail', c.problem_detail),
    /*order values*/
/* include dead_letters_of_caller */
order by /*order*/
limit /*limit*/
