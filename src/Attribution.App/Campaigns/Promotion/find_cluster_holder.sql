-- Called by ClusterHolders: the campaign of the caller's tenant that holds a cluster ($7). Never shown to anyone: what
-- follows checks what the caller may see.
select h.campaign_id from attribution.campaign_clusters h where h.tenant_id = $1 and h.cluster_key = $7
