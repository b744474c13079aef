-- Called by FeedLeases: gives a feed back, with what came of reading it: $5 is null when it went well, and $7 says when
-- to try again when it did not. Whoever has not come to the end ($9) goes on at once.
update attribution.taxii_feeds
set lease_id = null, leased_until = null, polled_at = $4, is_asked = is_asked or $9,
    next_poll_at = case
        when every_seconds is null then null
        when $5::varchar is null then $4 + every_seconds * interval '1 second'
        else $7 end,
    succeeded_at = case when $5 is null then $4 else succeeded_at end,
    caught_up_at = case when $8 then $4 else caught_up_at end,
    failures_in_a_row = case when $5 is null then 0 else failures_in_a_row + 1 end,
    failing_since = case when $5 is not null then coalesce(failing_since, $4) end,
    problem_code = $5, problem = $6
where tenant_id = $1 and id = $2 and lease_id = $3
