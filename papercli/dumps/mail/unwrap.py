"""Which parts of a mail are dumps: its text, in the form that holds more papers, and what is attached."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from papercli.dumps.input.files import Found
from papercli.dumps.input.mails import Mailbox, Message
from papercli.dumps.mail.html_text import as_text


def unwrap(box: Mailbox, count: Callable[[Found], int]) -> Iterator[Found]:
    """Yield what holds papers in each mail, and what cannot be read.

    `count` says how many papers are in a part. A mail without any is ignored, and a file of such
    mails is an error.
    """
    empty: list[str] = []
    found_any = False
    for message in box.messages:
        found = list(_parts(message, count))
        found_any = found_any or any(not each.is_other for each in found)
        if all(each.is_other for each in found):
            empty.append(message.path)
        yield from (each for each in found if not each.is_other or each.path != box.path)
    if found_any:
        yield from (Found(path, is_other=True) for path in empty)
    elif box.is_met:
        yield Found(box.path, is_other=True)
    else:
        yield Found(box.path, fault="contains no papers")


def _parts(message: Message, count: Callable[[Found], int]) -> Iterator[Found]:
    for each_text in message.bodies:
        forms = each_text
        counts = [count(form) for form in forms]
        if not any(counts) and (text := as_text(forms[-1])):
            forms, counts = [text], [count(text)]
        if any(counts):
            yield replace(forms[counts.index(max(counts))], is_met=False)
    for each in message.attached:
        if each.is_other or each.fault or count(each):
            yield each
        else:
            yield Found(each.path, is_other=True)
