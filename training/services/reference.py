"""Loads the training index: 72 activities, and 355 rows by job title."""

from pathlib import Path

from core.reference_data import CodeFile, Row, lines_of, register
from training.models import Activity, IndexEntry

FOLDER = Path(__file__).parent.parent / "reference"
ACTIVITIES = FOLDER / "activities.csv"


class _Codes:
    """Finds the code of an activity by its category and name. The file is read once."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], str] = {}

    def code_of(self, row: Row) -> str:
        if not self._codes:
            self._codes = {
                (line["category"], line["words"]): line["code"] for _, line in lines_of(ACTIVITIES)
            }
        return self._codes[row["activity_category"], row["activity"]]


register(
    CodeFile(Activity, ACTIVITIES),
    CodeFile(
        IndexEntry,
        FOLDER / "training_index.csv",
        {"row_number": "row_no", "job_title": "job_title_no", "activity": _Codes().code_of},
        key=("row_number",),
    ),
)
