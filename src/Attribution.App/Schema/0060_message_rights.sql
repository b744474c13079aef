-- Applied by the migrator. The queue's tables become the writer's. A reader sees of them the dead letters of its own
-- organisation within its clearance: a door wrote both beside each message.
do $$
declare
    queue_table text;
begin
    foreach queue_table in array array['msg_messages', 'msg_failures', 'msg_handled', 'msg_conflicts',
        'msg_interventions', 'msg_queues', 'msg_nodes'] loop
        execute format('alter table attribution.%I owner to attribution_writer', queue_table);
    end loop;
end
$$;

alter sequence attribution.msg_position owner to attribution_writer;

select attribution.protect_by(
    'msg_messages',
    $rule$state = 'dead' and tenant_id = (select nullif(current_setting('attribution.tenant', true), ''))
        and headers ->> 'organisation' = (select nullif(current_setting('attribution.organisation', true), ''))
        and (headers ->> 'tlp')::integer <= (select nullif(current_setting('attribution.clearance', true), '')::integer)
    $rule$,
    'Dead letters of the organisation whose they are, within the clearance.');
