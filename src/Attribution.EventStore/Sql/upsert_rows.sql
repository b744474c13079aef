-- Composed by RowChanges: inserts rows or replaces those with their keys; of several rows with one key the last one
-- counts.
insert into /*schema*/./*table*/ (/*columns*/)
select /*columns*/
from (
    select distinct on (/*row key*/) /*cast columns*/
    from unnest(/*arrays*/) with ordinality as u (/*columns*/, row_number_)
    order by /*row key*/, u.row_number_ desc
) r
on conflict (/*key*/) do /*replacement*/
