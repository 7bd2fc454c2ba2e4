"""Prints the demonstration's user names and password, and its machine clients with their secret."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.models import User
from probation.demonstration.accounts import CLIENT_SECRET, CLIENTS, PASSWORD, SIGN_INS


class Command(BaseCommand):
    help = "Prints the demonstration's sign-ins."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("This is not a demonstration (DEMONSTRATION is off).")
        usernames = set(User.objects.values_list("username", flat=True))
        shown = [sign_in for sign_in in SIGN_INS if sign_in.username in usernames]
        if not shown:
            self.stdout.write("There are no demonstration sign-ins: run seed_demo in an empty database.")
            return
        width = max(len(sign_in.username) for sign_in in shown)
        self.stdout.write(f"Sign in with the password {PASSWORD} as")
        for sign_in in shown:
            note = f" ({sign_in.note})" if sign_in.note else ""
            self.stdout.write(f"  {sign_in.username:<{width}}  {sign_in.role.words}{note}")
        self.stdout.write(f"Machine clients, with the secret {CLIENT_SECRET}:")
        for client in CLIENTS:
            acts = ", may act for users" if client.may_act_for_users else ""
            self.stdout.write(f"  {client.client_id:<{width}}  {client.name}, {client.role}{acts}")
