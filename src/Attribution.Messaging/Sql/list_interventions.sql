-- Operators: what people did to a message, oldest first, with the bodies that edits replaced.
select
    intervention.kind, intervention.made_at, intervention.made_by, intervention.reason, intervention.replaced_body,
    intervention.replaced_body_raw
from attribution.msg_interventions as intervention
join attribution.msg_messages as message on message.message_id = intervention.message_id
where intervention.message_id = $1
  and message.tenant_id = $2
order by intervention.intervention_id;
