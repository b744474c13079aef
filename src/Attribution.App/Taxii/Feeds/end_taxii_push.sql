-- Called by TaxiiPushes: gives a push back: it has ended, or is tried again.
update attribution.taxii_pushes
set lease_id = null, leased_until = null, attempts = attempts + $4, next_attempt_at = $5, completed_at = $6,
    problem_code = $7, problem = $8
where tenant_id = $1 and id = $2 and lease_id = $3
