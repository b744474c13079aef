-- Called by StoredReleases: the techniques of a release.
insert into attribution.attack_techniques (domain, version, id, name, tactics, is_revoked, is_deprecated, revoked_by)
select $1, $2, t.id, t.name, string_to_array(t.tactics, ','), t.is_revoked, t.is_deprecated, t.revoked_by
from unnest($3::text[], $4::text[], $5::text[], $6::boolean[], $7::boolean[], $8::text[])
    t (id, name, tactics, is_revoked, is_deprecated, revoked_by)
