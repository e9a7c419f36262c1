"""A paper as somebody cites it in a reading list."""

from dataclasses import dataclass, field, replace

from papercli.dumps.paper_addresses import leads_elsewhere


@dataclass(slots=True)
class Cited:
    """What was told apart."""

    title: str
    urls: list[str] = field(default_factory=list)
    authors: str | list[str] = ""
    venue: str = ""
    year: str = ""
    date: str = ""
    arxiv: str = ""
    numbers: dict[str, str] = field(default_factory=dict)  # volume, issue, pages
    tags: list[str] = field(default_factory=list)
    is_sure: bool = False  # a link leads to a paper
    has_remark: bool = False  # words beside it are in no field

    def copy(self) -> "Cited":
        """Return the same, to be changed."""
        authors = self.authors if isinstance(self.authors, str) else [*self.authors]
        return replace(
            self,
            urls=[*self.urls],
            authors=authors,
            numbers=dict(self.numbers),
            tags=[*self.tags],
        )

    @property
    def shows_paper(self) -> bool:
        """Whether anything but its title says that it is a paper."""
        if self.is_sure:
            return True
        is_other = bool(self.urls) and all(map(leads_elsewhere, self.urls))
        return not is_other and bool(self.authors and (self.year or self.venue))
