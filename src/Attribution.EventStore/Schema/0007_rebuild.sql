-- Applied by the migrator. Where a rebuild makes the tables that replace the live ones: under the same names, so that
-- their constraints and indexes never need another. Empty while nothing is rebuilt.
create schema attribution_rebuild;
