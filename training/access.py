"""Everybody may read the training index."""

from core.access import grant
from core.roles import EVERYONE

grant({"training.view-index": EVERYONE})
