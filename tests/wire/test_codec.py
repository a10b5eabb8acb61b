"""Every message survives the trip, and no damaged one becomes anything but a valid message or a named refusal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yunzhan.wire import messages
from yunzhan.wire.codec import Many, decode_command, decode_fact, encode, kinds_of
from yunzhan.wire.fields import Integer, Rest, Text
from yunzhan.wire.refusals import TrailingBytes, Truncated, UnknownKind, ValueTooLarge, WireError


def values(kind):
    if isinstance(kind, Integer):
        return st.integers(0, (1 << (8 * kind.size)) - 1)
    if isinstance(kind, Text):
        return st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
    if isinstance(kind, Rest):
        return st.binary(max_size=10 * kind.record).map(lambda data: data[: len(data) // kind.record * kind.record])
    assert isinstance(kind, Many)
    return st.lists(instances(kind.item) if isinstance(kind.item, type) else values(kind.item), max_size=4).map(tuple)


def instances(message):
    return st.builds(message, **{name: values(kind) for name, kind in kinds_of(message)})


commands = st.one_of([instances(m) for m in messages.COMMANDS])
facts = st.one_of([instances(m) for m in messages.FACTS])


@given(commands)
def test_command_survives_the_trip(command):
    assert decode_command(encode(command)) == command


@given(facts)
def test_fact_survives_the_trip(fact):
    assert decode_fact(encode(fact)) == fact


@given(commands, st.data())
def test_truncated_command_is_a_message_or_a_named_refusal(command, data):
    whole = encode(command)
    cut = whole[: data.draw(st.integers(0, len(whole)))]
    refused_or_valid(cut)


@given(commands, st.integers(0, 5000), st.integers(0, 255))
def test_corrupted_command_is_a_message_or_a_named_refusal(command, at, value):
    damaged = bytearray(encode(command))
    damaged[at % len(damaged)] = value
    refused_or_valid(bytes(damaged))


def fields_written_singly(message):
    out = bytearray((message.KIND,))
    for name, kind in kinds_of(type(message)):
        kind.write(getattr(message, name), out)
    return bytes(out)


def fields_read_singly(message, data):
    at, values = 1, []
    for _, kind in kinds_of(message):
        value, at = kind.read(data, at)
        values.append(value)
    return message(*values)


def outcome_of(work, *told):
    """What it answers, or how it refuses."""
    try:
        return work(*told)
    except WireError as refusal:
        return type(refusal), str(refusal)


@given(st.one_of(commands, facts))
def test_fields_written_together_are_the_bytes_of_each(message):
    assert encode(message) == fields_written_singly(message)


@given(commands, st.data())
def test_what_is_cut_off_is_named_as_by_the_field_itself(command, data):
    whole = encode(command)
    cut = whole[: data.draw(st.integers(1, len(whole)))]
    assert outcome_of(decode_command, cut) == outcome_of(fields_read_singly, type(command), cut)


@pytest.mark.parametrize(
    "message",
    [
        messages.Welcome(3, 1 << 32, "p", 0, 0),
        messages.Welcome(3, 0, "p" * 256, 0, 0),
        messages.Presence(-1, "f", 0, 0),
        messages.Hello(3, "x" * 65536),
    ],
)
def test_value_that_does_not_fit_is_named_as_by_the_field_itself(message):
    assert outcome_of(encode, message) == outcome_of(fields_written_singly, message)


@given(st.binary(max_size=200))
def test_noise_is_a_message_or_a_named_refusal(noise):
    refused_or_valid(noise)


def refused_or_valid(data):
    try:
        assert encode(decode_command(data)) == data
    except WireError as refusal:
        assert type(refusal) is not WireError  # noqa: PT017


def test_move_is_always_eight_bytes():
    assert len(encode(messages.Move(motion=1, x=65535, z=0, yaw=255, seq=255))) == 8


def test_kinds_are_unique_and_on_their_side():
    kinds = [m.KIND for m in messages.MESSAGES]
    assert len(set(kinds)) == len(kinds)
    assert all(m.KIND < 0x80 for m in messages.COMMANDS)
    assert all(m.KIND >= 0x80 for m in messages.FACTS)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [(b"", Truncated), (b"\xff", UnknownKind), (b"\x03\x01", Truncated), (b"\x03\x01\x00\x00", TrailingBytes)],
)
def test_damage_has_its_own_name(data, refusal):
    with pytest.raises(refusal):
        decode_command(data)


def test_value_that_does_not_fit_is_refused():
    with pytest.raises(ValueTooLarge):
        encode(messages.Leave(ref=70000))
