-- Applied by the migrator. How far each projection has read, exactly as Marten 9 keeps it (docs/decisions/0002).
create table attribution.mt_event_progression (
    name varchar not null,
    last_seq_id bigint null,
    last_updated timestamptz default transaction_timestamp(),
    constraint pk_mt_event_progression primary key (name)
);

create table attribution.mt_high_water_skips (
    ending_sequence bigint not null,
    starting_sequence bigint not null,
    timestamp timestamptz default transaction_timestamp(),
    constraint pkey_mt_high_water_skips_ending_sequence primary key (ending_sequence)
);
