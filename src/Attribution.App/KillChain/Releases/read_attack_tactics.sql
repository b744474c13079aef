-- Called by StoredReleases: the tactics of a release in the order of its matrix. Reference data, the same for all.
select t.id, t.short_name, t.name
from attribution.attack_tactics t
where t.domain = $1 and t.version = $2
order by t.position
