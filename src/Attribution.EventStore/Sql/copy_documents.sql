-- For DocumentCopy: finished documents into a shadow table that has no index yet.
copy /*schema*/./*table*/ (/*columns*/) from stdin (format binary)
