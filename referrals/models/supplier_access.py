"""Which contracts a supplier's user or a machine client holds: the second of the two keys."""

from django.conf import settings
from django.db import models

from core import history
from core.models import Supplier
from referrals.models.catalogue import Contract


@history.kept()
class ContractGrant(models.Model):
    """A supplier's user holds a contract."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="contract_grants", db_index=False
    )
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="grants")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "contract"], name="a_contract_is_granted_once_to_a_user")
        ]


@history.kept()
class ApiClient(models.Model):
    """A machine client of the API: a supplier's with its contracts, one of probation, or one that reads all.

    account             the service account under which it writes
    may_act_for_users   it may name a user when it requests a token
    requires_if_match   every change it makes must carry If-Match
    """

    application = models.OneToOneField(
        settings.OAUTH2_PROVIDER_APPLICATION_MODEL, models.CASCADE, related_name="api_client"
    )
    supplier = models.ForeignKey(Supplier, models.PROTECT, null=True, blank=True, related_name="api_clients")
    role = models.CharField(max_length=60)
    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="api_client")
    contracts = models.ManyToManyField(Contract, related_name="api_clients", blank=True)
    may_act_for_users = models.BooleanField(default=False)
    requires_if_match = models.BooleanField(default=False)
    requests_per_minute = models.PositiveIntegerField(default=600)

    class Meta:
        verbose_name = "API client"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(supplier__isnull=False) | ~models.Q(role="ROLE_CRS_PROVIDER"),
                name="a_suppliers_client_belongs_to_a_supplier",
            )
        ]

    def __str__(self) -> str:
        return self.application.name
