"""Training's tables."""

from training.models.index import Activity, IndexEntry

__all__ = ["Activity", "IndexEntry"]
