"""A NUL never reaches the database, by whichever way it comes."""

import pytest

from factories.stand_fair import make_fair

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/api/fairs/a%00b", "/exhibitors/a%00b/", "/x%00"])
def test_path_with_a_nul_is_refused(client, path):
    make_fair()
    assert client.get(path).status_code == 400


@pytest.mark.parametrize(
    "body", ['{"fair": "\\u0000"}', '{"fair": "stand-fair", "hall": "h\\u0000"}', '{"a\\u0000": [{"b": 1}]}']
)
def test_body_with_a_nul_is_refused(client, body):
    make_fair()
    answer = client.post("/api/live/pass", body, content_type="application/json")
    assert (answer.status_code, answer.json()["error"]) == (400, "Malformed")
