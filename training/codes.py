"""Code lists the training index branches on."""

from core.codes import Code


class Standing(Code):
    """Whether the service does an activity today."""

    HERE = "HERE", "Here"
    TO_COME = "TO_COME", "Still to come"
    OBSOLETE = "OBSOLETE", "No longer done"
