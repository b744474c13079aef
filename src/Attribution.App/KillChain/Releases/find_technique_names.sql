-- Called by TechniqueNames: what imported objects call some techniques ($7), as far as the caller may see the objects.
-- Of several organisations' copies always the same one speaks, and none that its producer took back.
select distinct on (c.node) c.node, c.name
from attribution.imported_nodes c
where /*visible*/ and c.node = any($7::text[]) and c.name is not null and not c.is_revoked
order by c.node, c.owner, c.id
