-- Applied by the migrator. What callers read at home is recorded too, and auditors see who read the campaigns that they
-- see. The table stays its migrator's: nobody who serves callers may change what was recorded.
alter table attribution.access_audit enable row level security;

create policy stored on attribution.access_audit to attribution_writer using (true) with check (true);

create policy shown_to_caller on attribution.access_audit for select to attribution_reader
    using (kind = 'READ' and record_type = 'campaign'
        and tenant_id = (select nullif(current_setting('attribution.tenant', true), ''))
        and attribution.sees_campaign(tenant_id, record_id));
comment on policy shown_to_caller on attribution.access_audit is 'Who sees the campaign sees what belongs to it.';

grant select (
        tenant_id, id, at, kind, subject, subject_tenant, subject_organisation, reason, record_type, record_id)
    on attribution.access_audit to attribution_reader;

select attribution.protect_from_crossing(
    'access_audit',
    'kind = ''READ'' and record_type = ''campaign'' and attribution.sees_campaign(tenant_id, record_id)');
