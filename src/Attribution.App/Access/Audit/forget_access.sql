-- Called by AuditRetention: removes some entries from before a moment, and answers how many.
select attribution.forget_access($1, $2)
