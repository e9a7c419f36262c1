"""Where each promise of the README is tested."""

import ast
import re
from pathlib import Path

HERE = Path(__file__).parent
PROMISES = {
    "All or nothing": [
        "test_crash.py::test_whatever_is_stopped_at_any_call_that_writes_leaves_the_state_before_or_after",
        "test_crash.py::test_a_disk_that_lost_power_and_wrote_in_any_order_holds_the_state_before_or_after",
        "test_crash.py::test_a_signal_is_met_within_a_second_and_what_is_said_is_true",
        "test_limits.py::test_a_full_disk_is_one_line_and_the_library_stays_as_it_was",
    ],
    "Honest errors": [
        "test_crash.py::test_whatever_is_stopped_at_any_call_that_writes_leaves_the_state_before_or_after",
        "test_crash.py::test_an_error_after_the_change_is_on_disk_says_that_the_change_is_made",
        "test_limits.py::test_a_folder_that_may_not_be_written_can_be_searched",
    ],
    "Every change can be undone": [
        "test_commands.py::test_undo_and_redo_walk_through_every_change",
        "test_compact.py::test_a_preview_says_what_would_go_and_changes_nothing",
        "test_compact.py::test_no_paper_is_lost_and_what_is_kept_can_still_be_undone_and_redone",
    ],
    "Nothing twice": ["test_ingest.py::test_ingesting_again_changes_no_byte"],
    "Many at once": [
        "test_parallel.py::test_no_change_of_many_processes_at_once_is_lost",
        "test_parallel.py::test_processes_that_are_killed_while_they_write_hold_up_nobody",
        "test_store.py::test_a_held_lock_is_one_line_with_the_holders_pid",
    ],
    "No silent damage": [
        "test_damage.py::test_damage_of_any_kind_is_noticed_and_what_can_be_read_is_saved",
        "test_store.py::test_every_flipped_byte_is_noticed",
        "test_verified.py::test_a_store_that_was_changed_since_is_verified",
        "test_sync.py::test_an_altered_line_is_named_before_and_after_the_repair",
        "test_sync.py::test_both_sides_of_a_merge_that_git_could_not_make_are_saved",
    ],
    "No silent loss": [
        "test_sync.py::test_an_older_copy_in_its_place_is_said_to_be_older",
        "test_sync.py::test_an_older_copy_is_not_written_to_until_it_is_taken_as_it_is",
        "test_sync.py::test_a_store_that_was_cut_off_is_not_written_to_until_it_is_repaired",
        "test_sync.py::test_lines_that_somebody_added_are_passed_over_and_set_aside_and_never_lost",
        "test_backup.py::test_the_store_itself_is_never_overwritten",
    ],
    "The index is only a cache": [
        "test_store.py::test_a_deleted_foreign_or_broken_index_is_built_anew",
        "test_limits.py::test_a_folder_that_may_not_be_written_can_be_searched",
    ],
    "Old libraries open": [
        "test_versions.py::test_a_store_of_an_earlier_version_opens_and_all_of_it_works",
        "test_store.py::test_a_library_of_a_newer_version_is_refused_by_name",
    ],
    "One file to keep": ["test_backup.py::test_ingest_of_a_backup_restores_the_library"],
    "Private and offline": [
        "test_store.py::test_files_are_as_private_as_the_umask_and_the_folder_ask",
        "test_limits.py::test_no_command_uses_the_network_a_shell_or_another_program",
        "test_layers.py::test_nothing_prints_outside_the_command_line_and_nothing_is_pickled",
    ],
    "A dump is only text": [
        "test_hostile.py::test_no_text_of_a_dump_drives_the_terminal",
        "test_hostile.py::test_a_line_of_a_hundred_megabytes_is_one_message",
        "test_hostile.py::test_a_bomb_in_an_archive_is_stopped_in_little_memory_and_the_rest_is_read",
        "test_hostile.py::test_archives_write_nothing_and_follow_nothing",
        "test_hostile.py::test_no_cell_of_a_table_is_a_formula",
    ],
}


def test_every_promise_of_the_readme_is_tested() -> None:
    section = (
        (HERE.parent / "README.md")
        .read_text(encoding="utf-8")
        .split("## What papers promises")[1]
        .split("\n## ")[0]
    )
    assert re.findall(r"^- \*\*(.+?)\.\*\*", section, re.MULTILINE) == list(PROMISES)
    for tests in PROMISES.values():
        for test in tests:
            name, function = test.split("::")
            tree = ast.parse((HERE / name).read_text(encoding="utf-8"))
            names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
            assert function in names, test
