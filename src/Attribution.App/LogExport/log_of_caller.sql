-- In what reads the log: the events (e) of the caller's tenant in the order of their commits, from the one at a place
-- on, as far as the caller may see today the record (v) that each belongs to; the campaign it is about; and what has
-- been redacted of it since.
with seen as not materialized (
    select c.id, c.id as campaign from attribution.mt_doc_campaignview c where /*visible*/
    union all
    select h.id, c.id
    from attribution.mt_doc_hypothesisview h
    join attribution.mt_doc_campaignview c on c.tenant_id = h.tenant_id and c.id = h.campaign_id
    where /*visible*/ and h.tenant_id = $1
    union all
    select d.id, c.id
    from attribution.mt_doc_dormancyproposalview d
    join attribution.mt_doc_campaignview c on c.tenant_id = d.tenant_id and c.id = d.campaign_id
    where /*visible*/ and d.tenant_id = $1
    union all
    select p.id, c.id
    from (select c.id, c.campaign_id from attribution.mt_doc_mergeproposalview c where /*visible*/) p
    join attribution.mt_doc_campaignview c on c.id = p.campaign_id
    where /*visible*/
    union all
    select c.id, null from attribution.mt_doc_actorview c where /*visible*/
    union all
    select c.id, null from attribution.mt_doc_investigationview c where /*visible*/
    union all
    select c.id, null from attribution.mt_doc_infrastructureview c where /*visible*/
)
select e.seq_id, e.version, e.id, e.type, e.data, e.timestamp, e.correlation_id, e.causation_id, e.headers,
    e.is_archived, e.tenant_id, e.stream_id, v.campaign,
    case when e.type in ('created', 'promoted', 'profile_revised') then array(
        select r.data ->> 'field' from attribution.caller_events r
        where r.stream_id = e.stream_id and r.version > e.version and r.type = 'redacted')
    else '{}' end as redacted
