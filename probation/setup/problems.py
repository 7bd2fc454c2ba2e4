"""What stops the set-up: one clear line that says what to do."""


class SetupProblem(Exception):
    """The words go to the terminal as they are; no trace follows."""
