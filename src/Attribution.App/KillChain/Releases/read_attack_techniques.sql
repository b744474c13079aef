-- Called by StoredReleases: the techniques of a release. Reference data, the same for everybody.
select t.id, t.name, t.tactics, t.is_revoked, t.is_deprecated, t.revoked_by
from attribution.attack_techniques t
where t.domain = $1 and t.version = $2
