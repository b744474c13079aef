-- Called by FeedLeases, after each page: what came, and that whoever reads still lives. Nothing when another node reads
-- by now.
update attribution.taxii_feeds
set leased_until = $4, received = received + $5, refused = refused + $6, last_import = coalesce($7, last_import),
    remarks = $8
where tenant_id = $1 and id = $2 and lease_id = $3
