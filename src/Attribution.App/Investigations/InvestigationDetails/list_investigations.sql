-- Called by InvestigationQueries: the next investigations the caller may see, those changed last first, behind a place.
select c.data, c.updated_at, c.id
from attribution.mt_doc_investigationview c
where /*visible*/
    and ($7::text[] is null or c.state = any($7))
    and ($8::timestamptz is null or (c.updated_at, c.id) < ($8, $9::uuid))
order by c.updated_at desc, c.id desc
limit $10
