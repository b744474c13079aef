-- Called by TaxiiFeeds: has a feed that the caller may see read as soon as somebody is free.
update attribution.taxii_feeds c
set is_asked = true
where /*visible*/ and c.id = $7
