-- Called by CampaignQueries: of each investigation of a list ($7), the first ($8) campaigns that link it and that the
-- caller may see, those changed last first. Which investigations the caller may see, was asked before.
select w.investigation, linking.data
from unnest($7::uuid[]) as w (investigation)
cross join lateral (
    select c.data, c.updated_at, c.id
    from attribution.mt_doc_campaignview c
    where /*visible*/ and c.investigations @> array[w.investigation::text]
    order by c.updated_at desc, c.id desc
    limit $8
) linking
order by w.investigation, linking.updated_at desc, linking.id desc
