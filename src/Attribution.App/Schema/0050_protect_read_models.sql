-- Applied by the migrator. The tables of the first slices behind the second wall (0002_access.sql).
select attribution.protect_table('mt_doc_infrastructureview');
select attribution.protect_part_of_campaign('campaign_indicators', 'campaign_id');
select attribution.protect_by_tenant('graph_edges',
    'Records of several kinds state edges; a statement joins those it shows edges of, and they are behind both walls.');
