-- Applied by the migrator. Row-level security lets no index look inside arrays and texts for a reader: PostgreSQL trusts
-- none of those operators not to tell of rows that the policy hides. So they are asked of these functions, which see
-- the transaction's tenant as a whole and answer nothing but ids; the statement that asks shows only those of them
-- that the caller may see, by its own predicate and by the policy of the page. Without a tenant they answer nothing.
create function attribution.campaigns_with_words(question tsquery) returns setof uuid
    language sql stable security definer rows 200 set search_path = pg_catalog
as $$
select c.id from attribution.mt_doc_campaignview c
where c.tenant_id = nullif(current_setting('attribution.tenant', true), '')
    and array_to_tsvector(c.words) @@ question
$$;

create function attribution.campaigns_with_techniques(techniques text[]) returns setof uuid
    language sql stable security definer rows 200 set search_path = pg_catalog
as $$
select c.id from attribution.mt_doc_campaignview c
where c.tenant_id = nullif(current_setting('attribution.tenant', true), '') and c.techniques && $1
$$;

create function attribution.campaigns_with_tags(tags text[]) returns setof uuid
    language sql stable security definer rows 200 set search_path = pg_catalog
as $$
select c.id from attribution.mt_doc_campaignview c
where c.tenant_id = nullif(current_setting('attribution.tenant', true), '') and c.tags && $1
$$;

-- The pattern is one of LIKE, in the case of name_folded.
create function attribution.campaigns_named_like(pattern text) returns setof uuid
    language sql stable security definer rows 200 set search_path = pg_catalog
as $$
select c.id from attribution.mt_doc_campaignview c
where c.tenant_id = nullif(current_setting('attribution.tenant', true), '') and c.name_folded like pattern
$$;

do $$
declare
    candidates regprocedure;
begin
    foreach candidates in array array[
        'attribution.campaigns_with_words(tsquery)', 'attribution.campaigns_with_techniques(text[])',
        'attribution.campaigns_with_tags(text[])', 'attribution.campaigns_named_like(text)']::regprocedure[]
    loop
        execute format('alter function %s owner to attribution_writer', candidates);
        execute format('revoke all on function %s from public', candidates);
        execute format('grant execute on function %s to attribution_reader', candidates);
    end loop;
end
$$;
