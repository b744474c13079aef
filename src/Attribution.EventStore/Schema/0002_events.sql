-- Applied by the migrator. The events table exactly as Marten 9 creates it (docs/decisions/0002).
create table attribution.mt_events (
    seq_id bigint not null,
    id uuid not null,
    stream_id uuid null,
    version bigint not null,
    data jsonb not null,
    bdata bytea null,
    type varchar(500) not null,
    timestamp timestamptz not null default now(),
    tenant_id varchar default '*DEFAULT*',
    mt_dotnet_type varchar null,
    correlation_id varchar null,
    causation_id varchar null,
    headers jsonb null,
    is_archived boolean default false,
    constraint pkey_mt_events_seq_id primary key (seq_id),
    constraint fkey_mt_events_stream_id_tenant_id foreign key (tenant_id, stream_id)
        references attribution.mt_streams (tenant_id, id)
);

create unique index pk_mt_events_stream_and_version on attribution.mt_events (tenant_id, stream_id, version);

create sequence attribution.mt_events_sequence;
alter sequence attribution.mt_events_sequence owned by attribution.mt_events.seq_id;
