-- Applied by the migrator. The same rule, its alternatives written as RuleSql writes them now ("is true"): a bare "or"
-- is tried on each index of the table whenever a statement is planned.
create or replace function attribution.visible_rule() returns text language sql immutable as $function$
select $rule$(tenant_id = (select nullif(current_setting('attribution.tenant', true), '')) and tlp <= (select
    nullif(current_setting('attribution.clearance', true), '')::integer) and (owner = (select
    nullif(current_setting('attribution.organisation', true), '')) or (select
    nullif(current_setting('attribution.organisation', true), '')) = any(shared_with)) is true and (releasable_to =
    '{}' or releasable_to && (select nullif(current_setting('attribution.countries', true), '')::text[])::text[]) is
    true and (tlp in (0, 1) or (tlp in (2) and (owner = (select nullif(current_setting('attribution.organisation',
    true), '')) or owner = any((select nullif(current_setting('attribution.client_of', true), '')::text[])::text[]))
    is true) or (tlp in (3) and owner = (select nullif(current_setting('attribution.organisation', true), ''))) or
    (tlp in (4) and (select nullif(current_setting('attribution.subject', true), '')) = any(recipients))) is
    true)$rule$
$function$;

create or replace function attribution.crossing_rule() returns text language sql immutable as $function$
select $rule$((select current_setting('attribution.crosses', true)) = 'yes' and (tlp <= (select
    nullif(current_setting('attribution.clearance', true), '')::integer) and (releasable_to = '{}' or releasable_to &&
    (select nullif(current_setting('attribution.countries', true), '')::text[])::text[]) is true and (tlp in (0, 1) or
    (tlp in (2)) or (tlp in (3)) or (tlp in (4) and (select nullif(current_setting('attribution.subject', true), ''))
    = any(recipients))) is true))$rule$
$function$;

select attribution.renew_policies();
