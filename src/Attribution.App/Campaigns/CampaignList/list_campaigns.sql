-- Called by CampaignQueries: the next campaigns the caller may see, those changed last first, behind a cursor.
select c.data, c.updated_at, c.id
from attribution.mt_doc_campaignview c
where /*visible*/
    and ($7::text[] is null or c.status = any($7))
    and ($8::text is null or c.tags @> array[$8])
    and ($9::text is null or c.techniques @> array[$9])
    and ($10::text is null or strpos(lower(c.name), lower($10)) > 0)
    and ($11::timestamptz is null or (c.updated_at, c.id) < ($11, $12::uuid))
order by c.updated_at desc, c.id desc
limit $13
