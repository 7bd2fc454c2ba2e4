"""Where a service provider's staff begin: the first tab of their referrals that holds something."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy

from core.screens.page import Page
from referrals.access import referrals_in_scope
from referrals.views.supplier import first_tab


class SupplierStart(Page):
    permission = "referrals.supplier-view"
    title = gettext_lazy("Referrals")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tab = first_tab(self, referrals_in_scope(request.user, at=self.at))
        return redirect(f"{reverse('referrals:supplier-referrals')}?{urlencode({'tab': tab})}")
