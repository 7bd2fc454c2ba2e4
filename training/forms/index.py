"""The filter of the training index."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.govuk import FilterForm, SelectField, TextField
from training.queries import index

SYSTEMS = [("NDelius", "NDelius"), ("OASys", "OASys")]


class IndexFilter(FilterForm):
    q = TextField(label=_("Activity or words"), required=False)
    job = SelectField(label=_("Job title"), required=False, empty=_("All job titles"))
    system = SelectField(
        label=_("System"),
        required=False,
        empty=_("Both"),
        choices=SYSTEMS,
    )
    category = SelectField(label=_("Category"), required=False, empty=_("All categories"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["job"].choices = [(str(job.number), job.name) for job in index.job_titles()]
        self.fields["category"].choices = [(name, name) for name in index.categories()]

    def chosen(self, rows):
        """The activities that fit the filter; all of them when it is unused or not valid."""
        if not self.is_bound or not self.is_valid():
            return index.each_once(rows)
        cleaned = self.cleaned_data
        fitting = index.matching(
            rows,
            words=cleaned["q"],
            job_title=cleaned["job"],
            system=cleaned["system"],
            category=cleaned["category"],
        )
        return index.each_once(fitting)
