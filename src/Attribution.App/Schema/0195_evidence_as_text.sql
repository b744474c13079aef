-- Applied by the migrator. Items of evidence are read whole and never looked into here: kept as the text that was
-- written they are printed in a third of the time that jsonb takes.
alter table attribution.hypothesis_evidence alter column items type json using items::json;
