"""The code lists of risk and the files they are loaded from; core.reference_data says how a line is read."""

from pathlib import Path

from core.reference_data import CodeFile, register
from risk.models import AssessmentPurpose

FOLDER = Path(__file__).parent.parent / "reference" / "oasys"

register(
    CodeFile(
        AssessmentPurpose,
        FOLDER / "reference_codes.csv",
        {"words": "label", "group": "note"},
        wanted=lambda row: row["group"] == "purpose",
    )
)
