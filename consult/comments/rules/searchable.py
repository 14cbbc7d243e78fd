"""Under which kind the search knows published comments."""

COMMENT = "comment"
