-- Called by CampaignQueries: how many campaigns of a filter the caller may see.
select count(*)
from attribution.mt_doc_campaignview c
where /*visible*/
    and ($7::text[] is null or c.status = any($7))
    and ($8::text is null or c.tags @> array[$8])
    and ($9::text is null or c.techniques @> array[$9])
    and ($10::text is null or strpos(lower(c.name), lower($10)) > 0)
