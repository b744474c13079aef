-- Called by StoredReleases: writes and locks the row of a release; no row is touched when the same facts are stored.
insert into attribution.attack_releases as r (domain, version, fingerprint, copyright, imported_at)
values ($1, $2, $3, $4, $5)
on conflict (domain, version) do update
set fingerprint = excluded.fingerprint, copyright = excluded.copyright, imported_at = excluded.imported_at
where r.fingerprint <> excluded.fingerprint
