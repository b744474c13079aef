-- Called by ImportedGraphRebuild, to say how far it is.
select count(*) from attribution.stix_objects
