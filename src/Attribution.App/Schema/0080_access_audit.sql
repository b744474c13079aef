-- Applied by the migrator. Superusers step out of their tenant for one field of a request, and each step is recorded
-- with what was read in it; nobody changes or removes what was recorded.
create table attribution.access_audit (
    tenant_id varchar not null,
    id uuid not null,
    at timestamptz not null,
    kind varchar not null,
    subject varchar not null,
    subject_tenant varchar not null,
    subject_organisation varchar not null,
    -- A step out of the tenant, and what was read in it, share this.
    crossing uuid null,
    reason text null,
    fields text[] null,
    record_type varchar null,
    record_id uuid null,
    constraint access_audit_pkey primary key (tenant_id, id),
    constraint access_audit_kind check (
        (kind = 'CROSSING' and crossing = id and reason is not null and fields is not null and record_id is null)
        or (kind = 'READ' and record_type is not null and record_id is not null))
);

create index access_audit_idx_at on attribution.access_audit (tenant_id, at desc, id desc);
create index access_audit_idx_record on attribution.access_audit (tenant_id, record_id, at desc);

create function attribution.refuse_change_of_audit() returns trigger language plpgsql as $$
begin
    raise exception 'attribution.access_audit is append-only: % is refused', tg_op using errcode = 'restrict_violation';
end
$$;

create trigger refuse_change before update or delete on attribution.access_audit
    for each row execute function attribution.refuse_change_of_audit();

create trigger refuse_truncate before truncate on attribution.access_audit
    for each statement execute function attribution.refuse_change_of_audit();

revoke update, delete, truncate on attribution.access_audit from public, attribution_writer;

-- The rule for whoever has stepped out of the tenant, as VisiblePolicy writes it: a test compares.
create function attribution.crossing_rule() returns text language sql immutable as $function$
select $rule$((select current_setting('attribution.crosses', true)) = 'yes' and (tlp <= (select
    nullif(current_setting('attribution.clearance', true), '')::integer) and (releasable_to = '{}' or releasable_to &&
    (select nullif(current_setting('attribution.countries', true), '')::text[])::text[]) and (tlp in (0, 1) or tlp in
    (2) or tlp in (3) or (tlp in (4) and (select nullif(current_setting('attribution.subject', true), '')) =
    any(recipients)))))$rule$
$function$;

-- Their connections have a role of their own: policies that let a caller out of its tenant would cost every statement
-- of all others its plan, and no setting can let those others out.
do $$
begin
    if not exists (select from pg_roles r where r.rolname = 'attribution_crossing') then
        begin
            create role attribution_crossing nologin noinherit;
        exception
            -- Another database of this server was migrated at the same moment.
            when duplicate_object or unique_violation then null;
            when insufficient_privilege then
                raise exception 'the role attribution_crossing is missing and % may not create it: let an '
                    'administrator run "create role attribution_crossing nologin noinherit; grant '
                    'attribution_crossing to %"', current_user, current_user;
        end;
    end if;

    if exists (select from pg_roles r
            where r.rolname = 'attribution_crossing' and (r.rolsuper or r.rolbypassrls)) then
        raise exception 'the role attribution_crossing can bypass row-level security: let an administrator run '
            '"alter role attribution_crossing nosuperuser nobypassrls"';
    end if;

    -- Since PostgreSQL 16 being a member is not enough to become the role.
    if not pg_has_role(current_user, 'attribution_crossing',
            case when current_setting('server_version_num')::integer < 160000 then 'member' else 'set' end) then
        grant attribution_crossing to current_user;
    end if;
end
$$;

grant usage on schema attribution to attribution_crossing;

-- What they see of a table: by a rule of theirs, or by the one of everybody; and of its columns what everybody sees.
create function attribution.protect_from_crossing(protected text, rule text) returns void language plpgsql as $$
declare
    columns text;
begin
    select string_agg(quote_ident(a.attname), ', ') into columns
    from pg_attribute a
    where a.attrelid = format('attribution.%I', protected)::regclass and a.attnum > 0 and not a.attisdropped
        and has_column_privilege('attribution_reader', a.attrelid, a.attnum, 'select');
    execute format('drop policy if exists shown_to_crossing on attribution.%I', protected);
    execute format(
        'create policy shown_to_crossing on attribution.%I for select to attribution_crossing using (%s)',
        protected, rule);
    execute format('revoke select on attribution.%I from attribution_crossing', protected);
    -- A rebuild keeps what is granted on whole tables.
    if has_table_privilege('attribution_reader', format('attribution.%I', protected), 'select') then
        execute format('grant select on attribution.%I to attribution_crossing', protected);
    else
        execute format('grant select (%s) on attribution.%I to attribution_crossing', columns, protected);
    end if;
end
$$;

-- As in 0002; a table with a rule of its own shows them what it shows everybody.
create or replace function attribution.protect_by(protected text, rule text, reason text)
    returns void language plpgsql as $$
begin
    execute format('alter table attribution.%I owner to attribution_writer', protected);
    execute format('alter table attribution.%I enable row level security', protected);
    execute format('drop policy if exists shown_to_caller on attribution.%I', protected);
    execute format(
        'create policy shown_to_caller on attribution.%I for select to attribution_reader using (%s)', protected, rule);
    execute format('comment on policy shown_to_caller on attribution.%I is %L', protected, reason);
    execute format('grant select on attribution.%I to attribution_reader', protected);
    perform attribution.protect_from_crossing(protected, rule);
end
$$;

create or replace function attribution.protect_table(protected text) returns void language plpgsql as $$
begin
    perform attribution.protect_by(protected, attribution.visible_rule(), 'The access columns of the row decide.');
    perform attribution.protect_from_crossing(protected, attribution.crossing_rule());
end
$$;

create or replace function attribution.protect_part_of_campaign(protected text, campaign_column text)
    returns void language plpgsql as $$
begin
    perform attribution.protect_by(
        protected,
        format('tenant_id = (select nullif(current_setting(''attribution.tenant'', true), '''')) '
            'and attribution.sees_campaign(tenant_id, %I)', campaign_column),
        'Who sees the campaign sees what belongs to it.');
    perform attribution.protect_from_crossing(
        protected, format('attribution.sees_campaign(tenant_id, %I)', campaign_column));
end
$$;

create or replace function attribution.protect_by_tenant(protected text, reason text)
    returns void language plpgsql as $$
begin
    perform attribution.protect_by(
        protected, 'tenant_id = (select nullif(current_setting(''attribution.tenant'', true), ''''))', reason);
    perform attribution.protect_from_crossing(
        protected, '(select current_setting(''attribution.crosses'', true)) = ''yes''');
end
$$;

-- What is protected already.
select attribution.protect_from_crossing(
    p.tablename,
    case
        when exists (select from pg_attribute a
            where a.attrelid = format('attribution.%I', p.tablename)::regclass and a.attname = 'recipients')
            then attribution.crossing_rule()
        when p.qual like '%sees_campaign(tenant_id, %' then substring(p.qual from 'attribution.sees_campaign\([^)]*\)')
        when p.qual ~ 'current_setting.*current_setting' then p.qual
        else '(select current_setting(''attribution.crosses'', true)) = ''yes'''
    end)
from pg_policies p
where p.schemaname = 'attribution' and p.policyname = 'shown_to_caller';

-- The log as caller_events shows it, for whoever has stepped out of the tenant.
create view attribution.crossed_events with (security_barrier) as
select e.seq_id, e.version, e.id, e.type, e.data, e.timestamp, e.correlation_id, e.causation_id, e.headers,
    e.is_archived, e.tenant_id, e.stream_id
from attribution.mt_events e
where (select current_setting('attribution.crosses', true)) = 'yes';

grant select on attribution.crossed_events to attribution_crossing;
revoke all on attribution.crossed_events from attribution_writer;
