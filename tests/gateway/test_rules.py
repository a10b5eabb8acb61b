"""What the website forbids, in the order in which facts and lists can come."""

from yunzhan.gateway.rules import Rules

LIST = {"as_of": 100, "bans": [["f", "a"]], "mutes": [["f", "b", 500]]}


def test_list_is_taken_as_a_whole():
    rules = Rules()
    assert rules.replace(LIST) == {"a"}
    assert (rules.is_banned("f", "a"), rules.is_banned("g", "a")) == (True, False)
    assert (rules.is_muted("f", "b", 499), rules.is_muted("f", "b", 500), rules.is_muted("g", "b", 1)) == (
        True, False, False,
    )  # fmt: skip
    assert rules.replace({"as_of": 200, "bans": [], "mutes": []}) == set()
    assert (rules.is_banned("f", "a"), rules.is_muted("f", "b", 1)) == (False, False)


def test_older_list_does_not_undo_a_newer_fact():
    rules = Rules()
    rules.ban({"fair": "f", "person": "a", "since": 150})
    rules.mute({"fair": "f", "person": "b", "since": 150, "until": 900})
    rules.replace({"as_of": 100, "bans": [], "mutes": []})
    assert (rules.is_banned("f", "a"), rules.is_muted("f", "b", 1)) == (True, True)
    rules.replace({"as_of": 200, "bans": [], "mutes": []})
    assert (rules.is_banned("f", "a"), rules.is_muted("f", "b", 1)) == (False, False)


def test_restriction_without_a_fair_holds_everywhere():
    rules = Rules()
    rules.ban({"person": "a"})
    rules.mute({"person": "b", "until": 10})
    assert (rules.is_banned("f", "a"), rules.is_muted("g", "b", 9)) == (True, True)


def test_list_names_only_those_it_bans_anew():
    rules = Rules()
    rules.ban({"fair": "f", "person": "a", "since": 1})
    assert rules.replace({"as_of": 100, "bans": [["f", "a"], ["f", "c"]], "mutes": []}) == {"c"}


def test_lifting_ends_one_kind_at_one_fair():
    rules = Rules()
    rules.replace({"as_of": 1, "bans": [["f", "a"], ["g", "a"]], "mutes": [["f", "a", 900]]})
    rules.lift({"fair": "f", "person": "a", "kind": "ban"})
    assert (rules.is_banned("f", "a"), rules.is_banned("g", "a"), rules.is_muted("f", "a", 1)) == (False, True, True)
    rules.lift({"fair": "f", "person": "a", "kind": "mute"})
    assert rules.is_muted("f", "a", 1) is False
