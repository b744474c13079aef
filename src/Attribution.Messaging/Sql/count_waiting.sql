-- Back-pressure: whether a queue holds more waiting messages than it should; counts no further than the limit.
select count(*)
from (
    select
    from attribution.msg_messages
    where queue = $1
      and state = 'available'
      and not waits_for_turn
    limit $2
) as waiting;
