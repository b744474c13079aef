-- Called by PagedList for CampaignListFields: how many campaigns of a filter the caller may see.
select count(*)
from attribution.mt_doc_campaignview c
where /*visible*/ and /*filter*/
