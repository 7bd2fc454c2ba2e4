"""What is stored about training."""

from training.models.index import Activity, IndexEntry

__all__ = ["Activity", "IndexEntry"]
