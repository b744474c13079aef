-- Called by CallerReads before each statement, in the same transaction and round trip: from here on row-level security
-- shows what this principal may see (attribution.visible_rule), until the transaction ends; and the statement is
-- planned as it says.
select set_config('attribution.tenant', $1, true), set_config('attribution.organisation', $2, true),
    set_config('attribution.subject', $3, true), set_config('attribution.clearance', $4::integer::text, true),
    set_config('attribution.countries', $5::text[]::text, true),
    set_config('attribution.client_of', $6::text[]::text, true),
    set_config('attribution.crosses', case when $7 then 'yes' else '' end, true),
    set_config('attribution.audits', case when $8 then 'yes' else '' end, true),
    set_config('plan_cache_mode', $9, true)
