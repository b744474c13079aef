-- Called by StoredReleases: makes room for the tactics of a release that is imported with other facts.
delete from attribution.attack_tactics t where t.domain = $1 and t.version = $2
