-- Called by TaxiiServer: what became of a request that the caller may read of.
select c.body
from attribution.taxii_statuses c
where /*visible*/ and c.id = $7
