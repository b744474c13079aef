-- Called by ExportStore: the campaigns to export, as far as the caller may see them and the ceiling allows.
select c.data
from attribution.mt_doc_campaignview c
where /*visible*/ and c.tlp <= $7 and ($8::uuid[] is null or c.id = any($8))
    and ($9::varchar[] is null or c.status = any($9)) and ($10::text[] is null or c.tags && $10)
order by c.id
