"""The text of a page, for tests."""

import re

#: Tokens are random on every page, so the words that a test looks for could be in one by chance.
_RANDOM = re.compile(
    r'<input type="hidden" name="(?:csrfmiddlewaretoken|form_token|typed_by|was)"[^>]*>| nonce="[^"]*"'
)


def read_page(client, address, **query) -> str:
    """The words of the page at an address. Fails unless it answers 200."""
    response = client.get(address, query)
    assert response.status_code == 200, f"{address} answers {response.status_code}"
    return words(response)


def words(response) -> str:
    """The page in one line, without its tokens."""
    return " ".join(_RANDOM.sub("", response.content.decode()).split())


def hidden(response, name: str) -> dict[str, str]:
    """The value of a hidden input of the page, as data to send."""
    found = re.search(rf'type="hidden" name="{name}" value="([^"]*)"', response.content.decode())
    assert found, f"no hidden input named {name}"
    return {name: found[1]}
