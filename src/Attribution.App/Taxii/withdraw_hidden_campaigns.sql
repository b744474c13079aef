-- Called by CollectionChange, which holds the collection, in the name of those for whom it is: campaigns that were
-- added to it and that they may not see today, or that have been redacted since.
delete from attribution.taxii_objects o
using attribution.mt_doc_campaignview c
where o.tenant_id = $1 and o.collection_id = $7 and o.type = 'campaign' and o.is_added
    and c.tenant_id = o.tenant_id and c.id = substring(o.id from 11)::uuid
    and (not coalesce(/*visible*/, false) or exists (
        select from attribution.mt_events e
        where e.tenant_id = o.tenant_id and e.stream_id = c.id and e.type = 'redacted'
            and e.timestamp >= o.date_added))
