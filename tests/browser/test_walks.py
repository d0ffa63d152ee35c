"""A walk through a page that is broken on purpose sees it; `make walks` goes through sound ones."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser

from tests.walks.actions import Action
from tests.walks.cells import DESK, Cell
from tests.walks.page import WalkPage
from tests.walks.walk import Walk, replay

PAGE = {"size": list(DESK), "touch": False, "dark": False, "still": True, "frames": False}
SHOW = "weights inputs states steps walk presets reset setting table"
CELL: Cell = {"page": PAGE, "inputs": [1.0, 1.0, 1.0], "t": 3, "show": SHOW}


class Break(NamedTuple):
    """A script's text and what stands there instead; what shows it, and what is said of it."""

    sound: str
    broken: str
    action: Action
    said: str
    cell: Cell | None = None


TWICE: Action = {"do": "type", "at": ["field", "w_f"], "text": "2", "then": "Enter"}
BREAKS = {
    "the table is a step behind": Break(
        "stepRows(scene));",
        "stepRows(this.stale??scene));this.stale=scene;",
        TWICE,
        "table: ",
    ),
    "a preset is not spoken": Break(
        "if(this.frames.isSeen)this.speaker",
        'if(this.model.get("c0")!==2)this.speaker',
        {"do": "press", "name": "set to | preset=remember", "by": "mouse"},
        "spoken: ",
    ),
    "an answer stands in the description": Break(
        "description:described(scene,text)",
        "description:described(scene,text)+(scene.open.length&&"
        "unroll(givenOf(this.model))[scene.t-1].h||'')",
        TWICE,
        "leak: description tells h at step 3",
        {"predict": "h"},
    ),
    "undo loses digits": Break(
        "if(this.field.value===formatNumber(this.value))",
        "if(false)",
        {"do": "undo", "at": ["field", "w_f"], "text": "7"},
        "undone w_f: ",
        {"weights": {"w_f": 1 / 3}},
    ),
    "a mistyped link is an error": Break(
        "if(!(error instanceof RangeError))throw error;",
        "console.error(error);",
        {"do": "follow", "link": "lstm f=1,2"},
        "the console says: ",
    ),
}


@pytest.mark.parametrize("what", BREAKS)
def test_a_broken_page_is_seen_after_the_action_that_shows_it(browser: Browser, what: str) -> None:
    sound, broken, action, said, more = BREAKS[what]
    opens = partial(WalkPage, browser, tampered={sound: broken})
    found = replay(Walk(CELL | (more or {}), [action]), opens).wrong
    assert [text for text in found if text.startswith(said)], found


def test_a_sound_page_goes_through_the_same(browser: Browser) -> None:
    actions = [each.action for each in BREAKS.values()]
    done = replay(Walk(CELL | {"predict": "h"}, actions), partial(WalkPage, browser))
    assert (done.actions, done.wrong) == (actions, [])
