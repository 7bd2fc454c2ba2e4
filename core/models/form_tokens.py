"""Keys under which an act is done only once: form tokens, and the API's Idempotency-Keys."""

from django.db import models
from django.db.models.functions import Now


class FormToken(models.Model):
    """An act that was done under a key, and its answer.

    actor        "user:12" or "client:abc"
    fingerprint  digest of what was sent; the same key with another digest is refused
    content      digest of where it was sent and of the answers in it, without what each showing of the form
                 makes anew; "" for acts that are not compared with others
    answer       the answer for a repeat: {"redirect": "/..."} or {"status": 201, "body": {...}}
    """

    actor = models.CharField(max_length=120)
    key = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    content = models.CharField(max_length=64, default="", db_default="")
    answer = models.JSONField(null=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor", "key"], name="a_key_is_used_once_by_an_actor")
        ]
        indexes = [
            models.Index(fields=["at"], name="form_tokens_by_age"),
            models.Index(
                fields=["actor", "content"], condition=~models.Q(content=""), name="form_tokens_by_content"
            ),
        ]
