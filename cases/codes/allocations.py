"""Transfers."""

from core.codes import Code


class TransferStatus(Code):
    """PN and TR are the national codes; TA and TW are ours."""

    PENDING = "PN", "Pending"
    ACCEPTED = "TA", "Accepted"
    REJECTED = "TR", "Rejected"
    WITHDRAWN = "TW", "Withdrawn"
