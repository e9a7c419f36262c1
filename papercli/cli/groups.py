"""What the program takes: its commands, by what they are for, each in one line as its own text begins, and what stands before them."""

GROUPS = {
    "Reading dumps": {
        "ingest": "Add the papers in text dumps to the library",
        "formats": "List the formats that papers reads and writes",
    },
    "Finding papers": {
        "browse": "Browse the library full screen: search as you type, mark with one key",
        "search": "Search papers, best match first",
        "list": "List papers, most recently added first",
        "show": "Show everything about one or more papers",
        "related": "Find papers similar to one or more papers",
        "stats": "Count papers by year, venue, author, tag, source and topic",
        "save": "Save a query under a name, to be used as @NAME in any query",
        "saved": "List saved searches with the number of their papers, or forget one",
        "mute": "Mute words so that --sort interest leaves out papers that have them, or list these words",
    },
    "Organising": {
        "mark": "Set tags, reading status, star and note",
        "note": "Write a note on a paper in your editor, or add a line to it",
        "edit": "Correct papers by hand, in your editor or with --set",
        "complete": "Fill in authors, years, ids and more from dumps of the same papers",
        "tags": "List tags with their papers, or rename or remove one",
        "dedupe": "Find duplicates and versions of the same work",
        "split": "Split a merged paper off again",
        "rm": "Remove papers",
    },
    "Reading and citing": {
        "open": "Open papers",
        "attach": "Attach your own files to papers",
        "cite": "Print citations of papers",
    },
    "Exporting": {
        "export": "Export papers as BibTeX, RIS, CSV, a web page and more",
        "map": "Draw a map of papers as a web page",
        "backup": "Write all papers to one file that papers ingest reads back",
        "schema": "Print the JSON Schema of the --json output",
    },
    "History and maintenance": {
        "history": "Show the changes made to the library, newest first",
        "undo": "Undo the last change",
        "redo": "Redo the last undone change",
        "doctor": "Check the library for damage",
        "compact": "Discard old history to save space",
    },
}
# A command's module is imported only when it is asked for: imports are what start-up costs.
SUMMARIES = {name: summary for group in GROUPS.values() for name, summary in group.items()}
COMMANDS = tuple(SUMMARIES)
COMPLETE = "_PAPERS_COMPLETE"  # set by a shell that asks for completions
VALUED_OPTIONS = ("--library",)  # of the program itself: `papers --library DIR list`
