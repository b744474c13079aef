-- Called by ProjectionRebuild, to tell how much is left: how many events there are, without reading them.
select coalesce(sum(s.version), 0)::bigint from attribution.mt_streams s
