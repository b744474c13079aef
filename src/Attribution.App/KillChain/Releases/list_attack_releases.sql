-- Called by StoredReleases: every imported release, without its tables. Reference data, the same for everybody.
select r.domain, r.version, r.fingerprint, r.copyright, r.imported_at
from attribution.attack_releases r
