"""When papers were added, as a query says it: a day, a month, a range, or so long ago."""

from datetime import UTC, datetime, timedelta

from papercli.patterns import late
from papercli.search.nodes import Added
from papercli.store.history import last_in_force
from papercli.store.store import Store

_AGO = late(r"(\d{1,4})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_DATE = late(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?")
_RANGE = late(r"(.*?)(?:\.\.\.?|…)(.*)")
_COMPARED = late(r"([<>])(=?)(.+)")

Period = tuple[int, int]  # in milliseconds since 1970, without its end
_Period = tuple[datetime, datetime]  # its beginning, and the moment after its end


def read_added(text: str, now: datetime | None = None) -> Added | None:
    """Return the time that `2026-11`, `2026-11-01..`, `>=2026`, `yesterday` or `7d` names.

    In the reader's own time zone. `7d` is the last seven days, up to `now`.
    """
    now = (now or datetime.now(UTC)).astimezone()
    first: datetime | None
    end: datetime | None
    if compared := _COMPARED.fullmatch(text):
        if (period := _read_period(compared[3], now)) is None:
            return None
        before, after = period
        at = after if (compared[1] == ">") != bool(compared[2]) else before
        first, end = (at, None) if compared[1] == ">" else (None, at)
    elif ranged := _RANGE.fullmatch(text):
        periods = [_read_period(each, now) if each else None for each in ranged.groups()]
        if any(
            each and period is None for each, period in zip(ranged.groups(), periods, strict=True)
        ):
            return None
        start, stop = periods
        if start is None and stop is None:
            return None
        if start and stop and stop < start:
            start, stop = stop, start
        first, end = start[0] if start else None, stop[1] if stop else None
    elif period := _read_period(text, now):
        first, end = period
    else:
        return None
    return Added(text, _milliseconds(first), None if end is None else _milliseconds(end))


def _read_period(text: str, now: datetime) -> _Period | None:
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    day = timedelta(days=1)
    if text.lower() == "today":
        return today, today + day
    if text.lower() == "yesterday":
        return today - day, today
    ago, found = _AGO.fullmatch(text.lower()), _DATE.fullmatch(text)
    try:
        if ago:
            return now - int(ago[1]) * _DAYS[ago[2]] * day, now + day
        if not found:
            return None
        year, month, date = (int(part) if part else None for part in found.groups())
        first = datetime(year or 0, month or 1, date or 1).astimezone()
        if date:
            last = first + day
        elif month:
            last = datetime((year or 0) + month // 12, month % 12 + 1, 1).astimezone()
        else:
            last = datetime((year or 0) + 1, 1, 1).astimezone()
    except (ValueError, OverflowError):  # there is no such day, or none that computers count
        return None
    return first, last


def last_ingest(store: Store) -> Period | None:
    """Return when the last ingest that is not undone added its papers: since the change before it."""
    batch = last_in_force(store, "ingest")
    if batch is None:
        return None
    before = store.batch_ending_at(batch.start)
    return _moment(before.time) + 1 if before else 0, _moment(batch.time) + 1


def _moment(time: str) -> int:
    return _milliseconds(datetime.fromisoformat(time))


def _milliseconds(moment: datetime | None) -> int:
    return max(0, round(moment.timestamp() * 1000)) if moment else 0
