-- Called by NoticeSender: the campaign that an event is about, if the subscriber may see it now. The stream is the
-- campaign's own or that of one of its hypotheses.
select c.id
from attribution.mt_doc_campaignview c
where /*visible*/
    and (c.id = $7
        or c.id = (
            select h.campaign_id from attribution.mt_doc_hypothesisview h where h.tenant_id = $1 and h.id = $7))
