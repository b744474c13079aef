-- Called by GraphQueries: the node that an imported object is, for somebody who asks for it by its STIX id: a technique
-- by its ATT&CK id, whom somebody targets by the target. Of several organisations' copies always the same one.
select c.node
from attribution.imported_nodes c
where /*visible*/ and c.id = $7
order by c.owner
limit 1
