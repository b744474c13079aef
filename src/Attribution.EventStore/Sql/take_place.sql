-- Called by ShadowTables inside Swap's transaction: the rebuilt table under the name of the live one, with all its own
-- names.
drop table attribution./*table*/;
alter table /*schema*/./*table*/ set schema attribution
