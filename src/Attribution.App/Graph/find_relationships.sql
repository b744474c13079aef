-- Called by GraphQueries for one level of a walk: the relationships at some nodes, nearest node first, as far as the
-- caller may see the record that states them and the record at their other end; of imported ones, the relationship and
-- both its ends. That an indicator indicates a campaign is a row of campaign_indicators, found by the indicator or by
-- the campaign ($15 and $16 beside $7). The label is that of the campaign which states it, for the record of who read
-- it. What is not to be seen is neither returned nor counted. A node with more of them than it may have is answered
-- with one of them and the flag, or cut where $14 says so. "offset 0" has the campaign looked up once, and the
-- nodes to leave out are a subquery because PostgreSQL hashes that, and compares with one after the other of a list.
select n.node, e.source, e.type, e.target, e.stated_in, e.stated_version, e.stated_at, e.confidence, e.target_name,
    e.found > $8 and not $14 as is_hub, e.tenant_id, e.campaign, e.source_name, e.import_id, e.owner, e.type_name,
    e.producer, e.start_time, e.stop_time, e.label
from unnest($7::text[], $15::uuid[], $16::uuid[]) with ordinality as n (node, indicator, campaign, place)
cross join lateral (
    select m.source, m.type, m.target, m.stated_in, m.stated_version, m.stated_at, m.confidence, m.target_name,
        m.tenant_id, m.campaign, m.label, m.source_name, m.import_id, m.owner, m.type_name, m.producer, m.start_time,
        m.stop_time, count(*) over () as found,
        row_number() over (order by m.type, m.source, m.target, m.stated_in, m.owner) as place
    from (
        select g.source, g.type, g.target, g.stated_in, g.stated_version, g.stated_at, g.confidence, g.target_name,
            g.tenant_id, g.campaign, g.label, null::varchar as source_name, null::varchar as import_id,
            null::varchar as owner, null::varchar as type_name, null::varchar as producer,
            null::timestamptz as start_time, null::timestamptz as stop_time
        from (
            select l.source, l.type, l.target, l.stated_in, l.stated_version, l.stated_at, l.confidence,
                l.target_name, l.tenant_id, l.record_id, l.other_record_id, v.id as campaign, v.tlp as label
            from attribution.graph_edges l
            left join lateral (
                select c.id, c.tlp
                from attribution.mt_doc_campaignview c
                where /*visible*/ and c.id = l.record_id
                offset 0
            ) v on true
            where l.tenant_id = $1/*or any*/
                and ((l.source = n.node and $9) or (l.target = n.node and $10))
                and ($11::text[] is null or l.type = any($11))
            offset 0
        ) g
        where (g.campaign is not null
                or exists (select from attribution.mt_doc_actorview c where /*visible*/ and c.id = g.record_id))
            and (g.other_record_id is null
                or exists (
                    select from attribution.mt_doc_campaignview c where /*visible*/ and c.id = g.other_record_id)
                or exists (
                    select from attribution.mt_doc_investigationview c
                    where /*visible*/ and c.id = g.other_record_id)
                or exists (
                    select from attribution.mt_doc_actorview c where /*visible*/ and c.id = g.other_record_id))
        union all
        select 'indicator--' || i.indicator, 'indicates', 'campaign--' || i.campaign_id, i.campaign_id,
            i.stated_version, i.stated_at, i.confidence, null, i.tenant_id, i.campaign_id, i.label, null, null, null,
            null, null, null, null
        from (
            select l.indicator, l.campaign_id, l.stated_version, l.stated_at, l.confidence, l.tenant_id, v.label
            from attribution.campaign_indicators l
            cross join lateral (
                select c.tlp as label
                from attribution.mt_doc_campaignview c
                where /*visible*/ and c.id = l.campaign_id
                offset 0
            ) v
            where l.tenant_id = $1/*or any*/ and l.indicator = n.indicator and $9
            union all
            select l.indicator, l.campaign_id, l.stated_version, l.stated_at, l.confidence, l.tenant_id, v.label
            from (
                select c.tenant_id, c.id, c.tlp as label
                from attribution.mt_doc_campaignview c
                where /*visible*/ and c.id = n.campaign
                offset 0
            ) v
            join attribution.campaign_indicators l on l.tenant_id = v.tenant_id and l.campaign_id = v.id
            where $10
        ) i
        where $11::text[] is null or 'indicates' = any($11)
        union all
        select s.node, r.type, t.node, split_part(r.id, '--', 2)::uuid, null, r.version, r.confidence, t.name,
            r.tenant_id, coalesce(s.record_id, t.record_id), null, s.name, r.id, r.owner, r.type_name, r.producer,
            r.start_time, r.stop_time
        from (select c.tenant_id, c.owner, c.id from attribution.imported_nodes c
            where /*visible*/ and c.node = n.node) a
        cross join lateral (
            select c.id, c.tenant_id, c.owner, c.version, c.source_ref, c.target_ref, c.type, c.type_name,
                c.confidence, c.producer, c.start_time, c.stop_time
            from attribution.imported_edges c
            where /*visible*/ and c.owner = a.owner and not c.is_revoked
                and ((c.source_ref = a.id and $9) or (c.target_ref = a.id and $10))
                and ($11::text[] is null or c.type = any($11))
        ) r
        cross join lateral (
            select c.node, c.name, c.record_id from attribution.imported_nodes c
            where /*visible*/ and c.owner = r.owner and c.id = r.source_ref and not c.is_revoked) s
        cross join lateral (
            select c.node, c.name, c.record_id from attribution.imported_nodes c
            where /*visible*/ and c.owner = r.owner and c.id = r.target_ref and not c.is_revoked) t
        where s.node <> t.node
            and (s.record_id is null
                or exists (select from attribution.mt_doc_campaignview c where /*visible*/ and c.id = s.record_id))
            and (t.record_id is null
                or exists (select from attribution.mt_doc_campaignview c where /*visible*/ and c.id = t.record_id))
        limit $8 + 1
    ) m
) e
where (e.found <= $8 or e.place = 1 or $14)
    and case when e.source = n.node then e.target else e.source end
        not in (select k.node from unnest($12::text[]) as k (node))
order by n.place, e.place
limit $13
