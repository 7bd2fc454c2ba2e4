"""Case notes of a referral: one list and one form, for the practitioner and for the provider."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.screens.forms import FormPage
from core.screens.lists import ListPage
from referrals.codes import Side
from referrals.forms.supplier import CaseNoteForm, SupplierCaseNoteForm
from referrals.pages import ReferralPage, SupplierReferralPage
from referrals.queries import case_notes
from referrals.services.case_notes import add_case_note

if TYPE_CHECKING:
    from referrals.models import Referral


class NotesPage(ListPage):
    """The notes, newest first, with a button to add one.

    may_write_by   permission to add a note
    add_name       name of the address of the form
    """

    title = gettext_lazy("Case notes")
    sorts = {"newest": ("-sent_at", "-pk")}
    may_write_by: ClassVar[str]
    add_name: ClassVar[str]
    referral: "Referral"

    def get_queryset(self):
        return case_notes.notes_of(self.referral)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {
            "may_write": self.allows(self.may_write_by),
            "add_address": reverse(self.add_name, args=[self.referral.reference]),
        }
        return {**super().get_context_data(**kwargs), **more}


class AddNotePage(FormPage):
    """The form. Adding a note and leaving the form both lead to the list."""

    title = gettext_lazy("Add a case note")
    submit_words = gettext_lazy("Add case note")
    side: ClassVar[Side]
    referral: "Referral"

    def save(self, form) -> str:
        add_case_note(self.referral.pk, **form.cleaned_data, side=self.side, by=self.request.user, at=self.at)
        self.done(_("Case note added"))
        return self.cancel_address()


class CaseNotes(ReferralPage, NotesPage):
    permission = "referrals.view"
    template_name = "referrals/referrals/case_notes.html"
    may_write_by = "referrals.write-case-note"
    add_name = "referrals:case-notes-add"


class AddCaseNote(ReferralPage, AddNotePage):
    permission = "referrals.write-case-note"
    template_name = "referrals/referrals/add_case_note.html"
    form_class = CaseNoteForm
    side = Side.PROBATION

    def cancel_address(self) -> str:
        return reverse("referrals:case-notes", args=[self.referral.reference])


class SupplierCaseNotes(SupplierReferralPage, NotesPage):
    permission = "referrals.supplier-view"
    template_name = "referrals/supplier/case_notes.html"
    may_write_by = "referrals.supplier-write-case-note"
    add_name = "referrals:supplier-case-notes-add"


class AddSupplierCaseNote(SupplierReferralPage, AddNotePage):
    permission = "referrals.supplier-write-case-note"
    template_name = "referrals/supplier/form.html"
    form_class = SupplierCaseNoteForm
    side = Side.SUPPLIER

    def cancel_address(self) -> str:
        return reverse("referrals:supplier-case-notes", args=[self.referral.reference])
