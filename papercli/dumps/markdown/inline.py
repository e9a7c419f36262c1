"""What stands within a line of Markdown: links, badges, emphasis."""

import re
from dataclasses import dataclass, field

from papercli.dumps.boxes import BOX, is_check_mark, is_ticked
from papercli.patterns import late
from papercli.text import clean

_ADDRESS = (
    r"\(\s*<?(?P<url>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s+[\"'][^\"'\n]*[\"'])?\s*\)"
)
_BADGE = late(r"!\[(?P<text>[^\[\]]*)\]" + _ADDRESS.replace("url", "image"))
_LINK = late(
    r"\[(?P<text>(?:[^\[\]]|\[(?:[^\[\]]|\[[^\[\]]{0,200}\]){0,300}\]){0,600})\](?:\s?"
    + _ADDRESS
    + r")"
)
_BARE = late(r"<?(https?://[^\s<>()\[\]|\"']+(?:\([^\s()]*\))?[^\s<>()\[\]|\"'.,;]*)>?")
_RAISED = late(r"<sup>\s{0,20}[\d,*†‡\s]{1,300}</sup>", re.IGNORECASE)
# No autolink: a name of a tag has no colon.
_TAG = late(r"</?[A-Za-z][A-Za-z0-9-]*(?=[\s/>])[^<>]*>|<!--.*?(?:-->|$)")
_EMPHASIS = late(r"</?(b|strong|i|em)>", re.IGNORECASE)
_HREF = late(
    r"<a\s[^<>]{0,300}?href\s{0,20}=\s{0,20}[\"']?([^\"'\s<>]{1,300})[^<>]{0,300}>(.{0,300}?)</a>",
    re.IGNORECASE,
)
_EMOJI = late(
    r":[a-z][a-z0-9_+-]{1,30}:|[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d]+"
)
_BOX = late(rf"^\s*(?P<box>{BOX})\s+")
# An image that says where a paper appeared: ".../badge/ICLR-2022-blue".
_PLACE_BADGE = late(
    r"/badge/(?!arXiv)(?P<venue>[A-Z][A-Za-z]{1,11})[-_ ](?P<year>(?:19|20)\d\d)-\w"
)
# What a link to a paper is called when it is not called by the title.
_GENERIC = late(
    r"(?:(?:https?:/|[\w.-]{1,60}\.(?:org|com|net|edu|io)/|10\.\d{4,9}/|[a-z][a-z-]{0,20}(?:\.[A-Z]{2})?/\d{7})\S*+|\W|\d(?:v\d)?|\b(?:papers?|full|arxiv|pdf|ps|link|links|code|codes|abs|abstract|html|project|projects|website|web|site|homepage|page|slides?|poster|video|"
    r"talk|doi|openreview|github|gitlab|git|repo|repository|official|unofficial|implementation|pytorch|tensorflow|tf|keras|jax|torch|demo|data|"
    r"dataset|datasets|model|models|weights|blog|post|supp|supplementary|material|appendix|bibtex|bib|cite|journal|conference|version|preprint|"
    r"here|source|v\d{1,2}|url|review|reviews|hugging|face|huggingface|hf|colab|notebook|summary|notes?|star|stars|stargazers|citations?|badge|repo|"
    r"read|this|view|download|see|also|cf|via|compare|original|articles?|open|access|online|click|more|preprints?|alphaxiv|biorxiv|medrxiv|ssrn|pubmed|scholar|free|text|"
    r"book|thesis|acm|ieee|springer|nature|acl|neurips|nips|iclr|icml|cvpr|aaai|in|the|of|new|extended|v)\b)*+",
    re.IGNORECASE,
)
_SPAN = late(
    r"(?P<bold>\*\*(?=\S)(?:.+?)(?<=\S)\*\*(?!\*)|__(?=\S)(?:.+?)(?<=\S)__)|(?P<italic>(?<![*\w])\*(?=[^\s*])[^*]+(?<=\S)\*(?![*\w])|(?<![_\w])_(?=[^\s_])[^_]+(?<=\S)_(?![_\w]))"
    r"|(?P<quote>[\"“«](?=\S)[^\"“”«»]{8,}[\"”»])"
)
_SHOWN_LINK = late(r"\[\s{0,3}\]\([^()\s]{0,500}\)")
_QUOTES = frozenset('"“”')
_EMPTY = late(r"\[[\s,/|;\[\]]{0,20}\]|\([\s,/|;]{0,20}\)")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text of one kind."""

    kind: str  # "text", "bold", "italic", "quote" or "link"
    text: str
    url: str = ""


@dataclass(slots=True)
class Inline:
    """A text taken apart: what is said, and the addresses of links that are not called by a title."""

    spans: list[Span] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)  # what it is called, and its address

    @property
    def text(self) -> str:
        """All that is said, without marks."""
        return clean(" ".join(span.text for span in self.spans))


def parse(text: str) -> Inline:
    """Take a text apart."""
    inline = Inline()
    text = _HREF.sub(lambda found: f"[{found[2]}]({found[1]})", _BOX.sub("", text))
    text = _BADGE.sub(_in_place_of_image, text.replace("~~", ""))
    text = _EMPHASIS.sub(lambda tag: "**" if tag[1].lower() in {"b", "strong"} else "*", text)
    text = _TAG.sub(" ", _RAISED.sub("", text)).replace("\\*", "")
    named: list[Span] = []

    def take(found: re.Match[str]) -> str:
        called = plain(found["text"])
        url = found["url"] if "[" in found["url"] else found["url"].rstrip("]")  # "[[pdf](…])"
        if is_generic(called):
            inline.links.append((called, url))
            return " "
        named.append(Span("link", _unbracketed(called), url))
        return f"\x00{len(named) - 1}\x00"

    def take_bare(found: re.Match[str]) -> str:
        inline.links.append(("", found[1]))
        return " "

    text = _BARE.sub(take_bare, _LINK.sub(take, text))
    text = _EMOJI.sub(" ", _EMPTY.sub(" ", _EMPTY.sub(" ", text)))
    _divide(text, named, inline.spans)
    return inline


def _unbracketed(text: str) -> str:
    """Return what a link is called without brackets around it, or of which there is but one."""
    while text.startswith("[") and text.endswith("]") and "]" not in text[1:-1]:
        text = text[1:-1].strip()
    return text if text.count("[") == text.count("]") else text.strip("[] ")


def is_only_links(text: str) -> bool:
    """Say whether a text holds nothing but links and images."""
    return all(span.url for span in parse(_BADGE.sub(" ", text)).spans)


def begins_ticked(text: str) -> bool:
    """Say whether a text begins with a ticked box; a check mark may praise, or say that there is code."""
    found = _BOX.match(text)
    return found is not None and is_ticked(found["box"]) and not is_check_mark(found["box"])


def _in_place_of_image(image: re.Match[str]) -> str:
    """Return what an image is called where that is the name of a link, or says more than a badge does."""
    is_in_link = image.string.startswith("[", image.start() - 1)
    if not is_in_link and (placed := _PLACE_BADGE.search(image["image"])):
        return f" ({placed['venue']} {placed['year']}) "
    return image["text"] if is_in_link or not is_generic(image["text"]) else " "


def _divide(text: str, named: list[Span], spans: list[Span]) -> None:
    at = 0
    for found in _SPAN.finditer(text):
        _add_text(text[at : found.start()], named, spans)
        kind = found.lastgroup or "text"
        inner = found[0].strip("*_") if kind in {"bold", "italic"} else found[0][1:-1]
        if "\x00" in inner:
            _add_text(inner, named, spans)
        elif label := without_quotes(plain(inner)):
            spans.append(Span(kind, label))
        at = found.end()
    _add_text(text[at:], named, spans)


def _add_text(text: str, named: list[Span], spans: list[Span]) -> None:
    for number, piece in enumerate(text.split("\x00")):
        if number % 2 and piece.isdigit() and int(piece) < len(named):
            spans.append(named[int(piece)])
        elif said := clean(piece.replace("**", "").replace("\\", " ")):
            spans.append(Span("text", said))


def plain(text: str) -> str:
    """Return a text without marks of emphasis, images and tags."""
    text = _EMOJI.sub(" ", _TAG.sub(" ", _BADGE.sub(lambda found: found["text"], text)))
    return clean(re.sub(r"\*{1,3}|(?<!\w)_{1,2}|_{1,2}(?!\w)|`", "", text))


def without_quotes(text: str) -> str:
    """Return a text without quotation marks around all of it; those around its first words stay."""
    bare = text.strip()
    inner = bare[1:-1]
    is_pair = bare[:1] in _QUOTES and bare[-1:] in _QUOTES and _QUOTES.isdisjoint(inner)
    return inner.strip() if is_pair else bare


def without_images(text: str) -> str:
    """Return a text without its images, and the links that show nothing else."""
    return _SHOWN_LINK.sub(" ", _BADGE.sub(" ", text))


def unlinked(text: str) -> str:
    """Return a plain text in which links are only what they are called."""
    return plain(_LINK.sub(lambda found: found["text"], text))


def is_generic(text: str) -> bool:
    """Say whether a link is called by what it leads to, and not by a title."""
    return _GENERIC.fullmatch(text) is not None
