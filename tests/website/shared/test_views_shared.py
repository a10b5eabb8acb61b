"""The design system, the theme and the refusals."""

import pytest

from yunzhan.website.shared.templatetags.page import files_of

pytestmark = pytest.mark.django_db


def test_design_page_shows_components(client):
    answer = client.get("/design/")
    assert answer.status_code == 200
    assert b"hall-number" in answer.content


def test_theme_is_kept_and_returns_to_the_page(client):
    answer = client.post("/theme/", {"theme": "dark", "next": "/design/"})
    assert (answer.status_code, answer["Location"], answer.cookies["theme"].value) == (302, "/design/", "dark")
    assert b'data-theme="dark"' in client.get("/design/").content


@pytest.mark.parametrize("theme", ["auto", "", "<script>", "x" * 5000])
def test_theme_unknown_means_as_the_device(client, theme):
    client.cookies["theme"] = "dark"
    answer = client.post("/theme/", {"theme": theme})
    assert answer.cookies["theme"].value == ""


def test_theme_does_not_redirect_elsewhere(client):
    assert client.post("/theme/", {"theme": "dark", "next": "//elsewhere.example/"})["Location"] == "/"


def test_missing_page_is_explained_in_the_language(client):
    answer = client.get("/en/nothing/")
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()


def test_client_entry_lists_styles_and_preloads_once():
    manifest = {
        "src/app/site.ts": {"file": "a/site.js", "css": ["a/site.css"], "imports": ["_x.js", "_y.js"]},
        "_x.js": {"file": "a/x.js", "imports": ["_y.js"], "css": ["a/x.css"]},
        "_y.js": {"file": "a/y.js"},
    }
    assert files_of(manifest, "site") == ("a/site.js", ["a/site.css", "a/x.css"], ["a/x.js", "a/y.js"])
    assert files_of({}, "site") == ("", [], [])
