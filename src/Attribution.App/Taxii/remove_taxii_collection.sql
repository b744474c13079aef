-- Called by TaxiiCollections: ends a collection that the caller may see.
delete from attribution.taxii_collections c
where /*visible*/ and c.id = $7
