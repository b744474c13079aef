-- Called by Swap: a rebuild has tried every event anew.
delete from attribution.mt_doc_deadletterevent d where d.data ->> 'ProjectionName' = $1
