"""The name of a field in its error messages: "Enter the review date", "Review date must be …"."""

from typing import Any

from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext


class NamedField:
    """Mixed into every field.

    called           the name inside a sentence, without an article: "review date"; the label by default
    required_words   the whole "Enter …" or "Select …" sentence, where the composed one reads badly
    label_size       "", "s", "m", "l"
    hint             Django's help_text
    above            a template shown above the label, set on a class of fields; its context holds `field`
    """

    asks = "Enter"
    above = ""
    label: Any
    error_messages: dict[str, Any]

    def __init__(
        self,
        *args: Any,
        called: Any = "",
        hint: Any = "",
        required_words: Any = "",
        label_size: str = "s",
        mark_optional: bool = True,
        **kwargs: Any,
    ):
        if hint:
            kwargs["help_text"] = hint
        kwargs.setdefault("label_suffix", "")
        self.called = called
        self.label_size = label_size
        self.mark_optional = mark_optional
        super().__init__(*args, **kwargs)
        self.error_messages["required"] = required_words or _lazily(self._required)

    @property
    def name_in_a_sentence(self) -> str:
        label = str(self.called or self.label or gettext("answer"))
        is_acronym = len(label) > 1 and label[1].isupper()
        return label if is_acronym else label[:1].lower() + label[1:]

    def _required(self) -> str:
        words = {
            "Enter": gettext("Enter the %(name)s"),
            "Select": gettext("Select the %(name)s"),
        }[self.asks]
        return words % {"name": self.name_in_a_sentence}

    def from_the_list(self) -> Any:
        """The sentence "Select the nationality from the list", for words that are none of the options."""
        return _lazily(
            lambda: gettext("Select the %(name)s from the list") % {"name": self.name_in_a_sentence}
        )

    def must(self, rest: str) -> str:
        """The sentence "Review date must <rest>"."""
        return gettext("%(name)s must %(rest)s") % {
            "name": capfirst(self.name_in_a_sentence),
            "rest": rest,
        }

    def must_lazily(self, rest: Any) -> Any:
        return _lazily(lambda: self.must(str(rest)))


def _lazily(words: Any) -> Any:
    return lazy(words, str)()
