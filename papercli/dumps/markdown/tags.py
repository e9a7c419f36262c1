"""Tags behind a paper, as notes have them: `#nlp #to-read`."""

from dataclasses import replace

from papercli.dumps.markdown.inline import Span
from papercli.patterns import late

_TAGS = late(r"(?:(?:^|\s)#[^\W\d_][\w/-]{1,40})+\s{0,9}$")


def without_tags(spans: list[Span]) -> tuple[list[Span], list[str]]:
    """Return spans without the tags at the end of the last, and those.

    Those behind nothing but a title without a mark may be part of it: `Tweets about #MeToo`.
    """
    last = spans[-1] if len(spans) > 1 else None
    found = _TAGS.search(last.text) if last is not None and not last.url else None
    if last is None or found is None:
        return spans, []
    rest = last.text[: found.start()].rstrip()
    tags = [tag.removeprefix("#") for tag in found[0].split()]
    return [*spans[:-1], *[replace(last, text=rest)] * bool(rest)], tags
