-- Applied by the migrator. Whoever exports the log takes along events of actors, investigations and labels too. That is
-- recorded for each of them, and auditors see who took what they see.
--
-- As attribution.sees_campaign: plpgsql holds on to no table, and the policies of the tables decide.
create function attribution.sees_record(record_tenant varchar, record uuid)
    returns boolean language plpgsql stable parallel safe as $$
begin
    return exists (
            select from attribution.mt_doc_actorview a where a.tenant_id = record_tenant and a.id = record)
        or exists (
            select from attribution.mt_doc_investigationview i where i.tenant_id = record_tenant and i.id = record)
        or exists (
            select from attribution.mt_doc_infrastructureview f where f.tenant_id = record_tenant and f.id = record);
end
$$;

drop policy shown_to_caller on attribution.access_audit;

create policy shown_to_caller on attribution.access_audit for select to attribution_reader
    using (kind = 'READ' and tenant_id = (select nullif(current_setting('attribution.tenant', true), ''))
        and case record_type
            when 'campaign' then attribution.sees_campaign(tenant_id, record_id)
            when 'log' then attribution.sees_record(tenant_id, record_id)
            else false
        end);
comment on policy shown_to_caller on attribution.access_audit is 'Who sees the record sees who read it.';

select attribution.protect_from_crossing(
    'access_audit',
    'kind = ''READ'' and case record_type when ''campaign'' then attribution.sees_campaign(tenant_id, record_id) '
        'when ''log'' then attribution.sees_record(tenant_id, record_id) else false end');
