-- Called by CampaignQueries: of each campaign of a list ($7), the first ($8) below it that the caller may see, those
-- changed last first.
select w.parent, below.data
from unnest($7::uuid[]) as w (parent)
cross join lateral (
    select c.data, c.updated_at, c.id
    from attribution.mt_doc_campaignview c
    where /*visible*/ and c.parent_campaign = w.parent
    order by c.updated_at desc, c.id desc
    limit $8
) below
order by w.parent, below.updated_at desc, below.id desc
