-- Called by StoredReleases: makes room for the techniques of a release that is imported with other facts.
delete from attribution.attack_techniques t where t.domain = $1 and t.version = $2
