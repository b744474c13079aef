-- Called by TaxiiFeeds: ends a feed that the caller may see, with what waits to be sent.
with gone as (
    delete from attribution.taxii_feeds c
    where /*visible*/ and c.id = $7
    returning c.tenant_id, c.cursor_id),
    cursors as (
        delete from attribution.taxii_cursors s using gone
        where s.tenant_id = gone.tenant_id and s.id = gone.cursor_id)
select count(*) from gone
