"""Under which kind the search knows the blocks of the text in force."""

BLOCK = "block"
