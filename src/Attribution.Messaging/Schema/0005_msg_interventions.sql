-- What people did to dead letters, with the body that an edit replaced: the original is the oldest one.
create table attribution.msg_interventions (
    intervention_id   bigint      not null generated always as identity constraint pkey_msg_interventions primary key,
    message_id        uuid        not null,
    kind              text        not null,
    made_at           timestamptz not null,
    made_by           text        not null,
    reason            text        not null,
    replaced_body     json,
    replaced_body_raw bytea,
    constraint kind_is_known check (kind in ('edited', 'replayed', 'discarded')),
    constraint an_edit_keeps_what_it_replaced
        check ((kind = 'edited') = (num_nonnulls(replaced_body, replaced_body_raw) = 1)),
    constraint fkey_msg_interventions_message foreign key (message_id)
        references attribution.msg_messages (message_id) on delete cascade
);

create index ix_msg_interventions_message on attribution.msg_interventions (message_id);
