-- Composed by RowChanges: deletes the rows with these keys; those that are not there are no error.
delete from /*schema*/./*table*/ x
using unnest(/*arrays*/) as u (/*columns*/)
where (/*table key*/) = (/*row key*/)
