-- Called by Webhooks: the addresses that the caller's organisation has subscribed.
select c.id, c.url, c.types, c.subscribed_at, c.failing_since, c.disabled_at, c.last_problem
from (
    select
        tenant_id, id, url, types, subscribed_at, failing_since, disabled_at, last_problem, organisation as owner,
        0 as tlp, '{}'::text[] as shared_with, '{}'::text[] as releasable_to, '{}'::text[] as recipients
    from attribution.webhooks
    where door = 'http'
) as c
where /*visible*/
order by c.url
