-- Called by StoredReleases: the tactics of a release, numbered in the order of its matrix.
insert into attribution.attack_tactics (domain, version, id, short_name, name, position)
select $1, $2, t.id, t.short_name, t.name, t.position
from unnest($3::text[], $4::text[], $5::text[]) with ordinality t (id, short_name, name, position)
