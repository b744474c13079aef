-- Called by ParentLines: a campaign that the caller may see ($7), all campaigns above it, seen or not, and the number
-- of the tenant's last move, all of one moment. No row when there is no such campaign for the caller.
with recursive line (id, parent) as (
    select c.id, c.parent_campaign
    from attribution.mt_doc_campaignview c
    where /*visible*/ and c.id = $7
    union
    select above.id, above.parent_campaign
    from line
    join attribution.mt_doc_campaignview above on above.tenant_id = $1 and above.id = line.parent
)
select line.id, page.status,
    (select coalesce(max(m.number), 0) from attribution.campaign_moves m where m.tenant_id = $1)
from line
join attribution.mt_doc_campaignview page on page.tenant_id = $1 and page.id = line.id
