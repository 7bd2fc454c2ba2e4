"""Lists in alphabetical order, case and accents aside: `order_by("surname__alphabetical", "pk")`.

PostgreSQL's own order depends on the server's build and settings: docs/decisions/0026-one-order-of-words.md.
"""

from django.db.models import CharField, TextField, Transform


@CharField.register_lookup
@TextField.register_lookup
class Alphabetical(Transform):
    """What words are put in order by. The same in Python: core.typed.letters.alphabetical."""

    lookup_name = "alphabetical"
    function = "alphabetical"
    template = '%(function)s(%(expressions)s) COLLATE "C"'
