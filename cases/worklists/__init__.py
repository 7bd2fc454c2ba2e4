"""Lists of work: the caseload, the diaries, My day."""
