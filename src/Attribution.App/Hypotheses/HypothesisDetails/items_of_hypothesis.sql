-- In what reads hypotheses (h): the items of each, some a row, in the order in which they were filed.
array(
    select e.items from attribution.hypothesis_evidence e
    where e.tenant_id = h.tenant_id and e.hypothesis_id = h.id
    order by e.part)
