-- Called by DeadLetterQueries, for letters the caller was shown: what people did, oldest first.
select
    intervention.message_id, intervention.kind, intervention.made_at, intervention.made_by, intervention.reason,
    coalesce(convert_to(intervention.replaced_body::text, 'UTF8'), intervention.replaced_body_raw)
from attribution.msg_interventions as intervention
where intervention.message_id = any($1)
order by intervention.message_id, intervention.intervention_id
