-- Called by HypothesisQueries: hypotheses by id, as far as the caller may see their campaigns.
select h.data,
    /* include items_of_hypothesis */
from attribution.mt_doc_hypothesisview h
join attribution.mt_doc_campaignview c on c.tenant_id = h.tenant_id and c.id = h.campaign_id
where /*visible*/ and h.id = any($7::uuid[])
