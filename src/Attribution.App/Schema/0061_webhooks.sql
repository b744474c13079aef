-- Applied by the migrator. Who is told of what happens to campaigns: one row for each organisation and address, with
-- the rights of who subscribed, how far the log has been gone through for it, and how it has answered lately.
create table attribution.webhooks (
    tenant_id varchar not null,
    id uuid not null,
    organisation varchar not null,
    url text not null,
    types text[] not null,
    subscriber jsonb not null,
    secret bytea not null,
    position bigint not null,
    subscribed_at timestamptz not null,
    failures_in_a_row integer not null default 0,
    failing_since timestamptz null,
    rest_until timestamptz null,
    disabled_at timestamptz null,
    last_problem text null,
    constraint webhooks_pkey primary key (tenant_id, id),
    constraint webhooks_address unique (tenant_id, organisation, url)
);

create index webhooks_behind on attribution.webhooks (position) where disabled_at is null;

select attribution.protect_by(
    'webhooks',
    $rule$tenant_id = (select nullif(current_setting('attribution.tenant', true), ''))
        and organisation = (select nullif(current_setting('attribution.organisation', true), ''))$rule$,
    'An organisation sees its own subscriptions.');
-- Nobody reads the keys that sign.
revoke select on attribution.webhooks from attribution_reader;
grant select (tenant_id, id, organisation, url, types, subscribed_at, failing_since, disabled_at, last_problem)
    on attribution.webhooks to attribution_reader;
