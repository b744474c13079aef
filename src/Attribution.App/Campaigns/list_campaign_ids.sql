-- Called by CampaignQueries: the ids of the campaigns that the caller may see, those changed last first.
select c.id
from attribution.mt_doc_campaignview c
where /*visible*/
order by c.updated_at desc, c.id desc
limit $7
