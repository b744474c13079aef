-- Called by PagedList for DeadLetterQueries: how many dead letters of a filter the caller may look at.
select count(*)
/* include dead_letters_of_caller */
