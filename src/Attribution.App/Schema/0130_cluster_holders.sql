-- Applied by the migrator. Which campaign holds which cluster becomes the writer's, who rebuilds it like every table
-- that is made from the log.
alter table attribution.campaign_clusters owner to attribution_writer;
