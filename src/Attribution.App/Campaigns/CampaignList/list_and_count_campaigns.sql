-- Called by PagedList for CampaignListFields: the first page of the campaigns of a filter that the caller may see, and
-- how many there are in all, in the last column. What the filter lets pass is looked at once for both; its pages are
-- fetched for those that are shown.
with found as materialized (
    select c.tenant_id, c.id, /*named order values*/
    from attribution.mt_doc_campaignview c
    where /*visible*/ and /*filter*/
),
shown as (
    select f.tenant_id, f.id
    from found f
    order by /*order by name*/
    limit /*limit*/
)
select c.data, /*order values*/, (select count(*) from found) as total
from shown s
join attribution.mt_doc_campaignview c on c.tenant_id = s.tenant_id and c.id = s.id
order by /*order*/
