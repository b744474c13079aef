-- Applied by the migrator. While the table had no statistics, PostgreSQL looked lines of a report up by this index, not
-- by their key, and read the whole report for each new line. Who wants the lines of one outcome walks the report.
drop index attribution.stix_import_items_outcome;
