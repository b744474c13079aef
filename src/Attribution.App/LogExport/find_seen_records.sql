-- Called by LogExporter: which of some records, that events refer to, the caller may see.
select c.id from attribution.mt_doc_campaignview c where /*visible*/ and c.id = any($7::uuid[])
union all
select c.id from attribution.mt_doc_actorview c where /*visible*/ and c.id = any($7)
union all
select c.id from attribution.mt_doc_investigationview c where /*visible*/ and c.id = any($7)
