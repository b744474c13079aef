-- Called by CampaignQueries: campaigns by id, as far as the caller may see them.
select c.data
from attribution.mt_doc_campaignview c
where /*visible*/ and c.id = any($7::uuid[])
