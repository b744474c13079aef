-- Called by ClusterPromotion: the campaign of a tenant that holds a cluster. Never shown to anyone: the command that
-- follows checks what the caller may see.
select c.campaign_id from attribution.campaign_clusters c where c.tenant_id = $1 and c.cluster_key = $2
