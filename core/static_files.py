"""Static files under hashed names. The list of them lies beside the folder that is served, not in it."""

from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """whitenoise's, with its manifest in `VAR_DIR`: nobody needs to know of every file there is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        manifest = StaticFilesStorage(location=settings.VAR_DIR / "manifest")
        super().__init__(*args, manifest_storage=manifest, **kwargs)

    def save_manifest(self) -> None:
        """As Django's. A manifest that an earlier version left among the files goes."""
        super().save_manifest()
        if self.exists(self.manifest_name):
            self.delete(self.manifest_name)
