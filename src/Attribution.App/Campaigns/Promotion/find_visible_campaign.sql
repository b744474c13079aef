-- Called by ClusterHolders: a campaign ($7), if the caller may see it.
select c.id from attribution.mt_doc_campaignview c where /*visible*/ and c.id = $7
