"""The client's goals say kept or missed by the figures, and boards are counted by what was read."""

from benchmarks.client.boards import Read, distance, plan, summary
from benchmarks.client.goals import Goal, ratios


def test_a_goal_is_kept_up_to_its_figure_and_missed_beyond():
    assert Goal("draw calls", 45, 45, "").is_kept
    assert not Goal("draw calls", 46, 45, "").is_kept
    assert not Goal("read", 94.9, 95, "%", at_most=False).is_kept
    assert "**missed**" in str(Goal("draw calls", 46, 45, ""))
    assert Goal("read", 96, 95, "%", at_most=False).row["kept"] is True


def test_ratios_are_of_the_same_run():
    thousand = {
        "draw_calls": 40, "script": {"p50_ms": 0.5},
        "peer": {"script": {"p50_ms": 15.0}, "bytes_per_frame": 1_500_000.0},
    }  # fmt: skip
    booths = {"draw_calls": 800, "script": {"p50_ms": 5.0}, "file_mb": 70.1}
    crowd, furniture = ratios(thousand, booths)
    assert "30.0 times our whole script" in crowd
    assert "20.0 times our draw calls" in furniture


def test_a_board_is_read_only_when_every_letter_is():
    reads = [Read(5, "shell", 6, "东岸盛瑞", "东岸盛瑞", "东岸盛瑞"), Read(10, "shell", 6, "松岭", "松峰", "松岑")]
    found = summary([*reads, Read(15, "frame", 6, "松岭", "松岭", "松岭")])
    assert found["read"] == 0.6667
    assert found["letters_read"] == 0.875
    assert found["by_metres"][10]["read"] == 0
    assert found["misread"] == ["10 m shell 6: 松岭 > 松峰, in print 松岑"]
    assert found["print_read"] == 0.6667
    assert found["where_print_is_read"]["read"] == 1


def test_distance_counts_letters_to_mend():
    assert [distance("松岭", text) for text in ("松岭", "松", "松岭峰", "柏峰", "")] == [0, 1, 1, 2, 2]


def test_the_hall_of_boards_has_every_design_and_both_scripts():
    simplified, traditional = plan("zh-hans"), plan("zh-hant")
    assert len({booth["template"] for booth in simplified["booths"]}) == 8
    assert {booth["width"] for booth in simplified["booths"]} == {3.0, 4.5, 6.0, 9.0}
    assert simplified["booths"][0]["fascia"] == "东岸盛瑞"
    assert traditional["booths"][0]["fascia"] == "東岸盛瑞"
