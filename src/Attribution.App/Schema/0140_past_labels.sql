-- Applied by the migrator. Auditors may read a campaign with the rights of an earlier day (docs/decisions/0006): what
-- decides is the label that it had then. This is the second wall in front of that. It shows of each campaign the labels
-- that the caller may see, with the time through which each held, and it shows them to auditors alone. The latest event
-- with a label ends the one before, whatever clocks did meanwhile.
create function attribution.show_past_labels() returns void language plpgsql as $$
begin
    execute format($view$
        create or replace view attribution.caller_past_labels with (security_barrier) as
        select c.tenant_id, c.id, c.since, c.until, c.tlp, c.owner, c.shared_with, c.releasable_to, c.recipients
        from (
            select l.tenant_id, l.id, l.since,
                coalesce(lead(l.since) over (partition by l.tenant_id, l.id order by l.version), 'infinity') as until,
                array_position(array['CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT', 'RED'], l.label ->> 'tlp') - 1 as tlp,
                l.label ->> 'owner' as owner,
                array(select jsonb_array_elements_text(l.label -> 'sharedWith')) as shared_with,
                array(select jsonb_array_elements_text(l.label -> 'releasableTo')) as releasable_to,
                array(select jsonb_array_elements_text(l.label -> 'recipients')) as recipients
            from (
                select e.tenant_id, e.stream_id as id, e.version, e.type, e.data -> 'handling' as label,
                    max(e.timestamp) over (partition by e.tenant_id, e.stream_id order by e.version) as since
                from attribution.mt_events e
                where e.tenant_id = (select nullif(current_setting('attribution.tenant', true), ''))
            ) l
            where l.type in ('created', 'promoted', 'reclassified')
        ) c
        where (select current_setting('attribution.audits', true)) = 'yes' and %s
        $view$, attribution.visible_rule());
    grant select on attribution.caller_past_labels to attribution_reader;
    revoke all on attribution.caller_past_labels from attribution_writer;
end
$$;

select attribution.show_past_labels();

-- As in 0002; the labels of the past follow the rule too.
create or replace function attribution.renew_policies() returns void language sql as $$
    select attribution.protect_table(p.tablename) from pg_policies p
    where p.schemaname = 'attribution' and p.policyname = 'shown_to_caller'
        and exists (select from pg_attribute a
            where a.attrelid = format('attribution.%I', p.tablename)::regclass and a.attname = 'recipients');
    select attribution.show_past_labels()
$$;
