-- Called by ParentLines: a campaign that the caller may see ($7), all campaigns above it, seen or not, each with
-- whether the caller may see the whole way to it, and the number of the tenant's last move, all of one moment. No row
-- when there is no such campaign for the caller.
with recursive line (id, parent, status, is_in_sight) as (
    select c.id, c.parent_campaign, c.status, true
    from attribution.mt_doc_campaignview c
    where /*visible*/ and c.id = $7
    union
    select c.id, c.parent_campaign, c.status, line.is_in_sight and coalesce((/*visible*/), false)
    from line
    join attribution.mt_doc_campaignview c on c.tenant_id = $1 and c.id = line.parent
)
select line.id, line.status, line.is_in_sight,
    (select coalesce(max(m.number), 0) from attribution.campaign_moves m where m.tenant_id = $1)
from line
