-- Called by ShadowTables: an empty table with the columns and checks of the live one, and nothing else of it.
create table /*schema*/./*table*/ (
    like attribution./*table*/ including defaults including constraints including generated including identity
        including storage including compression including comments
)
