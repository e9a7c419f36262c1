from test_crash import report_of


def test_no_change_of_many_processes_at_once_is_lost() -> None:
    report = report_of("parallel.py", "--processes", "8", "--seconds", "6")
    assert report["wrong"] == []
    assert report["changes"] > 10


def test_processes_that_are_killed_while_they_write_hold_up_nobody() -> None:
    report = report_of("parallel.py", "--processes", "8", "--seconds", "4", "--kill", "5")
    assert report["wrong"] == []
    assert report["killed"] > 3
