from test_crash import report_of


def test_damage_of_any_kind_is_noticed_and_what_can_be_read_is_saved() -> None:
    report = report_of("damages.py", "--step", "173")
    assert report["wrong"] == []
    assert report["cases"] > 200
