"""The exception that stops the set-up with one clear line, which says what to do."""


class SetupProblem(Exception):
    """Its text is printed to the terminal as it is, without a traceback."""
