"""What a page shows, for tests to look into."""

import re

#: Random on every page: what is looked for could stand in it by chance.
_RANDOM = re.compile(
    r'<input type="hidden" name="(?:csrfmiddlewaretoken|form_token|typed_by|was)"[^>]*>| nonce="[^"]*"'
)


def read_page(client, address, **query) -> str:
    """The words of a page that has to open."""
    response = client.get(address, query)
    assert response.status_code == 200, f"{address} answers {response.status_code}"
    return words(response)


def words(response) -> str:
    """The page in one line, without its tokens."""
    return " ".join(_RANDOM.sub("", response.content.decode()).split())
