"""Where a service provider's staff begin: the first tab of their referrals that holds something."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy

from core.screens.page import Page
from referrals.access import referrals_in_scope
from referrals.queries import referrals

#: for whoever has cases of their own; the others look after everybody's
OWN, EVERYBODY = ("my", "unassigned", "open"), ("unassigned", "overdue", "open", "completed")


class SupplierStart(Page):
    """A manager's unassigned referrals, else what is overdue by caseworker; a caseworker's own."""

    permission = "referrals.supplier-view"
    title = gettext_lazy("First page of a service provider")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        in_scope = referrals_in_scope(request.user, at=self.at)
        tabs = EVERYBODY if self.allows("referrals.supplier-manage") else OWN
        tab = referrals.first_with_rows(in_scope, tabs, user=request.user, now=self.at) or tabs[-1]
        return redirect(f"{reverse('referrals:supplier-referrals')}?{urlencode({'tab': tab})}")
