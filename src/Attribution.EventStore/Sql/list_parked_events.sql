-- Called by ParkedEvents: what projections could not apply, oldest event first; of one projection, or of all when $1 is
-- null.
select d.id, d.data ->> 'ProjectionName' as projection, e.seq_id, e.tenant_id, e.stream_id, e.version, e.type,
    d.data ->> 'ExceptionType' as exception_type, d.data ->> 'ExceptionMessage' as message,
    (d.data ->> 'Timestamp')::timestamptz as parked_at
from attribution.mt_doc_deadletterevent d
join attribution.mt_events e on e.seq_id = (d.data ->> 'EventSequence')::bigint
where $1::text is null or d.data ->> 'ProjectionName' = $1
order by e.seq_id, projection
