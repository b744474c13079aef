-- Called by HypothesisQueries: hypotheses by id, as far as the caller may see their campaigns.
select h.data,
    array(
        select e.items from attribution.hypothesis_evidence e
        where e.tenant_id = h.tenant_id and e.hypothesis_id = h.id
        order by e.part)
from attribution.mt_doc_hypothesisview h
join attribution.mt_doc_campaignview c on c.tenant_id = h.tenant_id and c.id = h.campaign_id
where /*visible*/ and h.id = any($7::uuid[])
