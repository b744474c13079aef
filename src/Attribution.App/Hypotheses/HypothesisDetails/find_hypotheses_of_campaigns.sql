-- Called by HypothesisQueries: the hypotheses of campaigns that the caller may see, oldest first.
select h.data,
    /* include items_of_hypothesis */
from attribution.mt_doc_hypothesisview h
join attribution.mt_doc_campaignview c on c.tenant_id = h.tenant_id and c.id = h.campaign_id
where /*visible*/ and h.campaign_id = any($7::uuid[])
order by h.created_at, h.id
