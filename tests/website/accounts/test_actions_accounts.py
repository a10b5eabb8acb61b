"""Registering organisations, members, and what guards the door."""

import json

import pytest
from django.core.cache import cache

from yunzhan.bus.memory import MemoryBus
from yunzhan.website.accounts.actions import (
    OrganisationDraft,
    add_member,
    admit_guest,
    register_organisation,
    register_organisations,
)
from yunzhan.website.accounts.models import Organisation, Person
from yunzhan.website.live.models import Restriction
from yunzhan.website.shared.words import Words

pytestmark = pytest.mark.django_db


def draft(number, name="甲"):
    return OrganisationDraft(number, Words.same(name), "山东")


def test_organisations_keep_the_order_and_the_first_of_a_number():
    first = register_organisation(draft("N2", "早"))
    rows = register_organisations([draft("N1"), draft("N2", "晚"), draft("N1", "重")])
    assert [row.registration_number for row in rows] == ["N1", "N2", "N1"]
    assert rows[1] == first
    assert Organisation.objects.count() == 2


@pytest.mark.parametrize("count", [1, 3])
def test_organisations_take_few_queries(django_assert_num_queries, count):
    with django_assert_num_queries(4):  # savepoint, look, insert, release
        register_organisations([draft(f"N{n}") for n in range(count)])


def test_member_again_gets_the_new_role():
    person, organisation = admit_guest("海风", language="en"), register_organisation(draft("N1"))
    add_member(organisation, person)
    assert add_member(organisation, person, role="manager").role == "manager"
    assert person.memberships.count() == 1


def test_superuser_may_open_the_administration():
    person = Person.objects.create_superuser(display_name="a", password="Xq9-hj2-klm")
    assert (person.is_staff, person.check_password("Xq9-hj2-klm"), len(person.public_id)) == (True, True, 12)


def test_guessing_a_password_is_stopped(client):
    cache.clear()
    Person.objects.create_user(display_name="a", phone="+8613800138001", password="Xq9-hj2-klm")
    for _ in range(5):
        client.post("/en/account/login/", {"login": "+8613800138001", "password": "wrong"})
    answer = client.post("/en/account/login/", {"login": "+8613800138001", "password": "Xq9-hj2-klm"})
    cache.clear()
    assert answer.status_code == 200
    assert "Too many failed login attempts" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_account_closed_in_the_administration_shuts_every_door_at_once(client, monkeypatch):
    heard = []
    listening = MemoryBus()
    for subject in ("person.ban", "person.lift"):
        listening.subscribe(
            subject, lambda payload, subject=subject: heard.append((subject, json.loads(payload)["fair"]))
        )
    monkeypatch.setattr("yunzhan.website.live.bus.website_bus", lambda: listening)
    staff = Person.objects.create_superuser(display_name="staff")
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    person = Person.objects.create_user(display_name="阿海")
    address = f"/admin/accounts/person/{person.pk}/change/"
    told = {"display_name": "阿海", "language": "en", "seen_at_0": "2026-11-25", "seen_at_1": "10:00"}
    assert client.post(address, told).status_code == 302  # the box "active" is not ticked
    assert (Person.objects.get(pk=person.pk).is_active, heard) == (False, [("person.ban", "")])
    assert client.post(address, told | {"is_active": "on"}).status_code == 302
    assert (Restriction.objects.count(), heard[1:]) == (0, [("person.lift", "")])
