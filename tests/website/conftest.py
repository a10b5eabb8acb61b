"""What every test of the website begins with: the default language and an empty near cache, whatever the test before left."""

import pytest
from django.conf import settings as the_settings
from django.core.cache import caches
from django.utils import translation


@pytest.fixture(autouse=True)
def default_language():
    with translation.override(the_settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.UPLOADS_ROOT, settings.MEDIA_ROOT = tmp_path / "uploads", tmp_path / "media"


@pytest.fixture(autouse=True)
def empty_cache():
    caches["near"].clear()
