import json
from dataclasses import fields

import msgspec

from papercli.blank import BLANK
from papercli.model import Paper
from papercli.store.papers import as_builtins
from papercli.views.contract import contract


def test_the_contract_is_the_same_wherever_it_is_written() -> None:
    assert (
        list(BLANK)
        == [field.name for field in fields(Paper)]
        == list(contract()["$defs"]["paper"]["properties"])
    )
    assert json.loads(msgspec.json.encode(Paper(id="", title=""))) == BLANK
    assert json.loads(json.dumps(as_builtins(Paper(id="", title="")))) == BLANK
