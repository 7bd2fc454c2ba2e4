"""Bank holidays of England and Wales: rows, loaded by load_reference."""

from django.db import models


class BankHoliday(models.Model):
    on = models.DateField(primary_key=True)
    words = models.CharField(max_length=100)
    source = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.words} {self.on:%Y}"
