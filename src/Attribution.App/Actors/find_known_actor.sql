-- Called by KnownActors: whether an actor ($7, a STIX id) has a profile that the caller may see, or a hypothesis of a
-- campaign that it may see.
select
    exists (select from attribution.mt_doc_actorview c where /*visible*/ and c.actor = $7)
    or exists (
        select from attribution.mt_doc_hypothesisview h
        join attribution.mt_doc_campaignview c on c.tenant_id = h.tenant_id and c.id = h.campaign_id
        where /*visible*/ and h.tenant_id = $1/*or any*/ and h.actor = $7)
