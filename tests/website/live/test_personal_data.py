"""Export and erasure reach every table: a new one that refers to people and is not made here fails."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission

from factories.stand_fair import make_person, make_stand
from yunzhan.website.accounts.models import Person
from yunzhan.website.live.actions import erase_person, record_said
from yunzhan.website.live.choices import RestrictionKind
from yunzhan.website.live.models import Announcement, GroupMessage, ReadMark, Restriction
from yunzhan.website.live.personal_data import SECTIONS, export_person
from yunzhan.website.products.models import Saved
from yunzhan.website.uploads.models import Upload

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC)
PERSON_TEXTS = {"person", "public_id", "person_id"}  # names of columns that hold a public id without a foreign key
# Rows of Django's own that say nothing beyond which rights somebody has.
RIGHTS = {"accounts.Person_groups", "accounts.Person_user_permissions"}


def references():
    """(label of the model, name of the field) of every column that refers to a person."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            points = field.is_relation and field.related_model is Person
            named = field.name in PERSON_TEXTS and model is not Person and not field.is_relation
            if points or named:
                yield model, field


def label_of(model, field):
    """The key in SECTIONS: the table, and the column when it has several."""
    label = f"{model._meta.app_label}.{model.__name__}"
    several = sum(1 for other, _ in references() if other is model) > 1
    return f"{label}.{field.name}" if several else label


@pytest.fixture
def person():
    """Somebody of whom every table knows something."""
    fair = make_stand(1)
    somebody = make_person(fair=fair, role="host", works_for=fair.exhibitors.get().organisation)
    said = {
        "seq": 1,
        "at": 1000,
        "person": somebody.public_id,
        "name": "阿海",
        "flags": 0,
        "kind": 0,
        "attachment": "",
        "target": 0,
        "text": "t",
    }
    record_said("fair:stand-fair", [said])
    Restriction.objects.create(fair=fair, person=somebody.public_id, kind="mute", since=NOW)
    Restriction.objects.create(fair=fair, person="other", kind="ban", since=NOW, by=somebody)
    Announcement.objects.create(fair=fair, text="t", by=somebody, made_at=NOW)
    ReadMark.objects.create(person=somebody, group="fair:stand-fair", seq=1)
    Upload.objects.create(
        exhibitor=fair.exhibitors.get(), person=somebody, kind="picture", name="a.png", size=1, sha256="0"
    )
    Saved.objects.create(person=somebody, exhibitor=fair.exhibitors.get())
    EmailAddress.objects.create(user=somebody, email="a@example.org")
    LogEntry.objects.create(user=somebody, action_flag=1, object_repr="x")
    somebody.groups.add(Group.objects.create(name="g"))
    somebody.user_permissions.add(Permission.objects.first())
    return somebody


def rows_about(person, public_id, pk):
    """label → number of rows that refer to this person."""
    found = {}
    for model, field in references():
        value = pk if field.is_relation else public_id
        found[label_of(model, field)] = model._base_manager.filter(**{field.attname: value}).count()
    return found


def test_every_table_about_people_is_in_this_test(person):
    about = rows_about(person, person.public_id, person.pk)
    assert [label for label, count in about.items() if not count] == []
    assert set(about) == set(SECTIONS) | RIGHTS


def test_export_has_something_of_every_table(person):
    kept = export_person(person)
    assert [name for name, _ in SECTIONS.values() if not kept[name]] == []
    assert kept["person"]["id"] == person.public_id


def test_erasure_leaves_nothing_but_the_key_to_the_old_pass(person):
    public_id, pk = person.public_id, person.pk
    erase_person(person)
    assert {label: count for label, count in rows_about(person, public_id, pk).items() if count} == {
        "live.Restriction.person": 1
    }
    assert Restriction.objects.get(person=public_id).kind == RestrictionKind.ERASED
    assert GroupMessage.objects.count() == 0
    assert Restriction.objects.filter(person="other").exists()
