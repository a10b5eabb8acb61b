"""The client's goals say kept or missed by the figures, and boards are counted by what was read."""

from benchmarks.client.boards import EYE_METRES, Read, cut_out, distance, only_the_ink, plan, summary, surest
from benchmarks.client.goals import Goal, ratios
from PIL import Image


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


def test_of_several_readings_the_surest_in_sum_counts():
    def word(page, sureness, text):
        return f"5\t{page}\t1\t1\t1\t1\t0\t0\t9\t9\t{sureness}\t{text}"

    head = "level\tpage\tblock\tpar\tline\tword\tleft\ttop\twidth\theight\tconf\ttext"
    rows = [
        word(1, 90, "松"),
        word(1, 90, "岭"),
        word(2, 60, "松崔"),
        word(3, 55, "松崔"),
        "4\t3\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t",
    ]
    assert surest("\n".join([head, *rows])) == "松崔"
    assert surest("\n".join([head, *rows[:3]])) == "松岭"
    assert surest(head) == ""


def test_a_round_board_is_cut_out_unrolled_and_one_that_is_not_all_in_the_frame_not_at_all():
    frame = Image.new("RGB", (400, 400), "white")
    path = [(8.0, 0.0), (9.0, 0.5), (10.0, 0.5), (11.0, 0.0)]
    board = {"path": path, "high": EYE_METRES + 0.5, "low": EYE_METRES - 0.5}
    cut = cut_out(frame, board, 9.5, 10.0)
    metre = 3 * 400 / (2 * 9.5 * 0.5543)
    around = 1 + 2 * 1.25**0.5
    assert abs(cut.width / (around * metre - 0.12 * metre) - 1) < 0.02
    assert abs(cut.height / (0.88 * metre) - 1) < 0.05
    assert cut_out(frame, board, 20.0, 10.0) is None


def test_the_ink_is_cut_close_and_its_height_told():
    line = Image.new("L", (300, 100), 255)
    line.paste(0, (100, 40, 180, 60))
    inked, high = only_the_ink(line)
    assert (inked.size, high) == ((86, 26), 20)
