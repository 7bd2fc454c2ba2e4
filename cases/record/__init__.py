"""What looks at or changes the record as a whole: overview, main details and death, history, printing."""
