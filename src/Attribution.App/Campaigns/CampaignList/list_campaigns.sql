-- Called by PagedList for CampaignListFields: a page of the campaigns of a filter that the caller may see.
select c.data, /*order values*/
from attribution.mt_doc_campaignview c
where /*visible*/ and /*filter*/
order by /*order*/
limit /*limit*/
