-- Applied by the migrator. Three roles and the second wall (docs/decisions/0004): the login that migrates owns the log;
-- attribution_writer stores for all tenants and owns the read models, which it rebuilds; attribution_reader owns
-- nothing, and sees of each table what the policy shows to the principal of its transaction.
do $$
declare
    wanted text;
    present boolean;
begin
    foreach wanted in array array['attribution_reader', 'attribution_writer'] loop
        if not exists (select from pg_roles r where r.rolname = wanted) then
            begin
                execute format('create role %I nologin noinherit', wanted);
            exception
                -- Another database of this server was migrated at the same moment.
                when duplicate_object or unique_violation then null;
                when insufficient_privilege then
                    raise exception 'the role % is missing and % may not create it: let an administrator run "create '
                        'role attribution_reader nologin noinherit; create role attribution_writer nologin noinherit; '
                        'grant attribution_reader, attribution_writer to %"', wanted, current_user, current_user;
            end;
        end if;

        if exists (select from pg_roles r where r.rolname = wanted and (r.rolsuper or r.rolbypassrls)) then
            raise exception 'the role % can bypass row-level security: let an administrator run "alter role % '
                'nosuperuser nobypassrls"', wanted, wanted;
        end if;

        -- Since PostgreSQL 16 being a member is not enough to become the role.
        present := pg_has_role(current_user, wanted,
            case when current_setting('server_version_num')::integer < 160000 then 'member' else 'set' end);
        if not present then
            execute format('grant %I to current_user', wanted);
        end if;
    end loop;
end
$$;

grant usage on schema attribution to attribution_reader, attribution_writer;
-- A rebuild makes its tables beside the live ones and puts them in their place.
grant create on schema attribution to attribution_writer;
grant usage, create on schema attribution_rebuild to attribution_writer;

-- The writer appends to the log; of what is stored only the archiving mark may change (event-store/0004).
grant select, insert on attribution.mt_events to attribution_writer;
grant update (is_archived) on attribution.mt_events to attribution_writer;
grant select, insert, update on attribution.mt_streams to attribution_writer;
grant select, insert, update, delete on attribution.mt_event_progression, attribution.mt_high_water_skips,
    attribution.event_commit_groups, attribution.mt_doc_deadletterevent, attribution.campaign_clusters
    to attribution_writer;
grant usage, select, update on sequence attribution.mt_events_sequence to attribution_writer;
-- What later migrations create is the writer's to use, and nobody else's.
alter default privileges in schema attribution
    grant select, insert, update, delete on tables to attribution_writer;
alter default privileges in schema attribution grant usage, select, update on sequences to attribution_writer;

-- The rule of Domain/Access/Visibility with the principal as settings, as VisiblePolicy writes it: a test compares.
-- When the rule changes, a new migration replaces this function and calls renew_policies.
create function attribution.visible_rule() returns text language sql immutable as $function$
select $rule$(tenant_id = (select nullif(current_setting('attribution.tenant', true), '')) and tlp <= (select
    nullif(current_setting('attribution.clearance', true), '')::integer) and (owner = (select
    nullif(current_setting('attribution.organisation', true), '')) or (select
    nullif(current_setting('attribution.organisation', true), '')) = any(shared_with)) and (releasable_to = '{}' or
    releasable_to && (select nullif(current_setting('attribution.countries', true), '')::text[])::text[]) and (tlp in
    (0, 1) or (tlp in (2) and (owner = (select nullif(current_setting('attribution.organisation', true), '')) or owner
    = any((select nullif(current_setting('attribution.client_of', true), '')::text[])::text[]))) or (tlp in (3) and
    owner = (select nullif(current_setting('attribution.organisation', true), ''))) or (tlp in (4) and (select
    nullif(current_setting('attribution.subject', true), '')) = any(recipients))))$rule$
$function$;

-- A table that carries the access columns (tenant_id, owner, tlp, shared_with, releasable_to, recipients) is shown to
-- readers by them. One line in the migration that makes the table: select attribution.protect_table('its_name');
create function attribution.protect_table(protected text) returns void language plpgsql as $$
begin
    perform attribution.protect_by(protected, attribution.visible_rule(), 'The access columns of the row decide.');
end
$$;

-- A table whose rows belong to a campaign is shown with it, by its tenant_id and the column that holds the campaign.
create function attribution.protect_part_of_campaign(protected text, campaign_column text)
    returns void language plpgsql as $$
begin
    perform attribution.protect_by(
        protected,
        format('tenant_id = (select nullif(current_setting(''attribution.tenant'', true), '''')) '
            'and attribution.sees_campaign(tenant_id, %I)', campaign_column),
        'Who sees the campaign sees what belongs to it.');
end
$$;

-- A table that nothing but the tenant divides. The reason is kept with the policy.
create function attribution.protect_by_tenant(protected text, reason text) returns void language plpgsql as $$
begin
    perform attribution.protect_by(
        protected, 'tenant_id = (select nullif(current_setting(''attribution.tenant'', true), ''''))', reason);
end
$$;

-- Called by those above. The table becomes the writer's, who is not held up by its policies.
create function attribution.protect_by(protected text, rule text, reason text) returns void language plpgsql as $$
begin
    execute format('alter table attribution.%I owner to attribution_writer', protected);
    execute format('alter table attribution.%I enable row level security', protected);
    execute format('drop policy if exists shown_to_caller on attribution.%I', protected);
    execute format(
        'create policy shown_to_caller on attribution.%I for select to attribution_reader using (%s)', protected, rule);
    execute format('comment on policy shown_to_caller on attribution.%I is %L', protected, reason);
    execute format('grant select on attribution.%I to attribution_reader', protected);
end
$$;

-- Called by a migration that has changed the rule.
create function attribution.renew_policies() returns void language sql as $$
    select attribution.protect_table(p.tablename) from pg_policies p
    where p.schemaname = 'attribution' and p.policyname = 'shown_to_caller'
        and exists (select from pg_attribute a
            where a.attrelid = format('attribution.%I', p.tablename)::regclass and a.attname = 'recipients')
$$;

-- plpgsql, whose body holds on to nothing, so that a rebuild may exchange the table; run with the caller's rights, so
-- that the campaign's own policy decides.
create function attribution.sees_campaign(campaign_tenant varchar, campaign uuid)
    returns boolean language plpgsql stable parallel safe as $$
begin
    return exists (
        select from attribution.mt_doc_campaignview c where c.tenant_id = campaign_tenant and c.id = campaign);
end
$$;

select attribution.protect_table('mt_doc_campaignview');
select attribution.protect_part_of_campaign('mt_doc_hypothesisview', 'campaign_id');

-- The log as readers reach it: their own tenant's events. A statement joins it with the pages that the caller may see;
-- it restates the stream ids, because a barrier lets no join condition through.
create view attribution.caller_events with (security_barrier) as
select e.seq_id, e.version, e.id, e.type, e.data, e.timestamp, e.correlation_id, e.causation_id, e.headers,
    e.is_archived, e.tenant_id, e.stream_id
from attribution.mt_events e
where e.tenant_id = (select nullif(current_setting('attribution.tenant', true), ''));

grant select on attribution.caller_events to attribution_reader;
revoke all on attribution.caller_events from attribution_writer;
