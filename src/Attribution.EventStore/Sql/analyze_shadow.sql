-- Called by ShadowTables before the tables are exchanged, so that the first queries are planned on what is there.
analyze /*schema*/./*table*/
