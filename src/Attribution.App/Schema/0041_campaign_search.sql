-- Applied by the migrator. What campaigns are found and ordered by, beside their pages; and pages kept apart from it,
-- so that a filter reads few blocks.
alter table attribution.mt_doc_campaignview
    add column name_folded varchar null,
    add column words text[] null,
    add column threat_level integer null,
    add column first_seen timestamptz null,
    add column last_seen timestamptz null,
    add column start_date timestamptz null,
    add column end_date timestamptz null;

-- The document and the words move out of the row when it is longer than this; what filters look at stays.
alter table attribution.mt_doc_campaignview
    alter column techniques set storage main,
    alter column tags set storage main,
    alter column shared_with set storage main,
    alter column releasable_to set storage main,
    alter column recipients set storage main;
alter table attribution.mt_doc_campaignview set (toast_tuple_target = 256);

update attribution.mt_doc_campaignview c
set name_folded = lower(c.name),
    words = array_remove(regexp_split_to_array(
        trim(lower(regexp_replace(
            concat_ws(' ', c.name, c.data #>> '{profile,aliases}', c.data #>> '{profile,description}'),
            '[^[:alnum:]]+', ' ', 'g'))),
        ' '), ''),
    techniques = array(
        select distinct t.id
        from unnest(c.techniques) as s (id), unnest(array[s.id, split_part(s.id, '.', 1)]) as t (id)),
    threat_level = array_position(array['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'], c.data #>> '{profile,threatLevel}') - 1,
    first_seen = (c.data #>> '{profile,firstSeen}')::timestamptz,
    last_seen = (c.data #>> '{profile,lastSeen}')::timestamptz,
    start_date = (c.data #>> '{profile,startDate}')::timestamptz,
    end_date = (c.data #>> '{profile,endDate}')::timestamptz;

create index mt_doc_campaignview_idx_words on attribution.mt_doc_campaignview using gin (array_to_tsvector(words));
create index mt_doc_campaignview_idx_created_at
    on attribution.mt_doc_campaignview (tenant_id, created_at desc, id desc);
create index mt_doc_campaignview_idx_name on attribution.mt_doc_campaignview (tenant_id, name_folded, id);

-- Parts of names are found through trigrams where PostgreSQL has them (its contrib package); without them the answer is
-- the same and every name is looked at.
do $$
begin
    if exists (select from pg_available_extensions where name = 'pg_trgm') then
        create extension if not exists pg_trgm with schema public;
        create index mt_doc_campaignview_idx_name_parts
            on attribution.mt_doc_campaignview using gin (name_folded public.gin_trgm_ops);
    else
        raise notice 'pg_trgm is not installed: campaigns are searched for parts of their names without an index.';
    end if;
exception
    when insufficient_privilege then
        raise notice 'pg_trgm may not be created by this user: as one who may, create it and the index above.';
end
$$;
