"""User names as typed or pasted. Capitals are kept, and never count when names are compared.

Source: docs/sources/core.md#user-names
"""

import unicodedata

from core.typed import tidying

#: What is pasted with a name and is in none: <jo.ashdown>, "jo.ashdown", jo.ashdown.
_AROUND = " <>()[]{}\"',;:."


def read_user_name(text: str) -> str:
    """The user name or email address in a text, without what was pasted around it; "" for none."""
    return unicodedata.normalize("NFKC", tidying.plain(text)).strip(_AROUND)
