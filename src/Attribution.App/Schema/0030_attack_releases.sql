-- Applied by the migrator. Imported releases of ATT&CK, several of each domain side by side. Reference data that MITRE
-- publishes: it says the same to everybody, so it has neither tenant nor label.
create table attribution.attack_releases (
    domain varchar not null,
    version varchar not null,
    fingerprint varchar not null,
    copyright varchar not null,
    imported_at timestamptz not null,
    constraint attack_releases_pkey primary key (domain, version)
);

create table attribution.attack_tactics (
    domain varchar not null,
    version varchar not null,
    id varchar not null,
    short_name varchar not null,
    name varchar not null,
    position integer not null,
    constraint attack_tactics_pkey primary key (domain, version, id),
    constraint attack_tactics_release_fkey foreign key (domain, version)
        references attribution.attack_releases (domain, version)
);

create table attribution.attack_techniques (
    domain varchar not null,
    version varchar not null,
    id varchar not null,
    name varchar not null,
    tactics text[] not null,
    is_revoked boolean not null,
    is_deprecated boolean not null,
    revoked_by varchar null,
    constraint attack_techniques_pkey primary key (domain, version, id),
    constraint attack_techniques_release_fkey foreign key (domain, version)
        references attribution.attack_releases (domain, version)
);
