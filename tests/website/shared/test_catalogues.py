"""The three catalogues are complete and whole."""

import shutil

import pytest

from yunzhan.website.shared.catalogues import (
    LANGUAGES,
    broken_in,
    compile_catalogues,
    extract_messages,
    missing_from,
    read_catalogue,
)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("xgettext"), reason="xgettext is not installed: apt-get install gettext")
def test_catalogues_have_every_marked_string():
    wanted = extract_messages()
    assert {language: missing_from(read_catalogue(language), wanted) for language in LANGUAGES} == {
        language: [] for language in LANGUAGES
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_keeps_the_places_to_fill(language):
    assert broken_in(read_catalogue(language)) == []


def test_compiling_writes_one_file_a_language():
    assert [path.parts[-3] for path in compile_catalogues()] == list(LANGUAGES)
