-- Applied by the migrator. What profiles of actors are found and ordered by, beside their pages. Aliases are kept in
-- the spelling in which they are looked for.
alter table attribution.mt_doc_actorview
    add column name_folded varchar null,
    add column words text[] null,
    add column techniques text[] null,
    add column sophistication varchar null,
    add column motivation varchar null,
    add column suspected_country varchar null;

update attribution.mt_doc_actorview a
set aliases = array(
        select distinct lower(c.claim ->> 'name') from jsonb_array_elements(a.data -> 'aliases') as c (claim)),
    name_folded = lower(a.name),
    words = array_remove(regexp_split_to_array(
        trim(lower(regexp_replace(
            concat_ws(
                ' ', a.name, jsonb_path_query_array(a.data, '$.aliases[*].name'), a.data #>> '{profile,description}'),
            '[^[:alnum:]]+', ' ', 'g'))),
        ' '), ''),
    techniques = array(
        select distinct t.id
        from jsonb_array_elements_text(a.data -> 'capabilities') as s (id),
            unnest(array[s.id, split_part(s.id, '.', 1)]) as t (id)
        where s.id ~ '^T[0-9]{4}(\.[0-9]{3})?$'),
    sophistication = a.data #>> '{profile,sophistication}',
    motivation = a.data #>> '{profile,motivation}',
    suspected_country = a.data #>> '{profile,suspectedCountry}';

create index mt_doc_actorview_idx_words on attribution.mt_doc_actorview using gin (array_to_tsvector(words));
create index mt_doc_actorview_idx_techniques on attribution.mt_doc_actorview using gin (techniques);
create index mt_doc_actorview_idx_name on attribution.mt_doc_actorview (tenant_id, name_folded, id);
