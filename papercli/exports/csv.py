"""CSV with a header, for spreadsheets; a text that a spreadsheet would run as a formula is made harmless."""

from collections.abc import Iterable, Iterator
from itertools import batched

from papercli.exports.base import Citekeys, ExportFormat
from papercli.library import PaperDict
from papercli.views.machine import as_csv
