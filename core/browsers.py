"""The name of a browser in plain words, from what it says of itself."""

#: (what it says, its name), the more particular first: most of them also say "Chrome" and "Safari"
BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def browser_of(said: str) -> str:
    """ "Firefox, Windows"; "" if neither is known."""
    found = [next((name for part, name in known if part in said), "") for known in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found))
