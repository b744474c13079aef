-- Applied by the migrator. A subscription is told over HTTP, or through an exchange of the broker that whoever runs the
-- server configures. Callers see, and end, only what callers subscribe.
alter table attribution.webhooks
    add column door text not null default 'http' constraint webhooks_door check (door in ('http', 'broker'));

select attribution.protect_by(
    'webhooks',
    $rule$door = 'http' and tenant_id = (select nullif(current_setting('attribution.tenant', true), ''))
        and organisation = (select nullif(current_setting('attribution.organisation', true), ''))$rule$,
    'An organisation sees its own subscriptions.');
-- Nobody reads the keys that sign.
revoke select on attribution.webhooks from attribution_reader;
grant select (
        tenant_id, id, organisation, url, types, subscribed_at, failing_since, disabled_at, last_problem, door)
    on attribution.webhooks to attribution_reader;
