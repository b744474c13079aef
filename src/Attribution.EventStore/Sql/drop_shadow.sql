-- Called by ShadowTables before a rebuild, after one that failed, and for one that died.
drop table if exists /*schema*/./*table*/
