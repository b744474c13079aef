-- Applied by the migrator. PostgreSQL asks an index for a comparison behind a policy only when the comparison is
-- leakproof: when it cannot tell, by an error, of a row that the policy hides. Those of arrays and of full text have no
-- error that tells, and patterns are escaped, so none is malformed; but only a superuser may say so. Where the login is
-- none the answers are the same, and such a filter reads all of the caller's tenant (docs/decisions/0004).
do $$
declare
    comparison text;
begin
    foreach comparison in array array[
        'array_to_tsvector(text[])', 'ts_match_vq(tsvector, tsquery)', 'arrayoverlap(anyarray, anyarray)',
        'arraycontains(anyarray, anyarray)', 'textlike(text, text)'] loop
        execute format('alter function pg_catalog.%s leakproof', comparison);
    end loop;
exception
    when insufficient_privilege then
        raise notice 'Full text, lists and parts of names are searched without an index: only a superuser may mark '
            'their comparisons leakproof.';
end
$$;
