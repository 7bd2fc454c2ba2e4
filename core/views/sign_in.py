"""Signing in and out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(request: HttpRequest, credentials: dict, *args: object, **kwargs: object) -> HttpResponse:
    """After too many wrong passwords: says so and until when, without saying whether the user exists."""
    return render(request, "core/sign_in/locked_out.html", status=429)
