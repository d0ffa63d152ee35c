"""What is answered in JupyterLab shows when `progress` runs again, and in the receipt."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from lstm_helpers.live.receipts import Receipt, read_receipts
from tests.browser.conftest import tab
from tests.browser.server import Server

pytestmark = pytest.mark.around

CELLS = (
    'from lstm_helpers import Explorer, Question, check, progress, receipt\nQuestion("forget")',
    'Explorer(inputs=[1, 1], t=2, predict="keep c", show="")',
    'check("h", 8, t=2)',
    'progress("04")',
    'receipt("Ada")',
)


def test_progress_follows_what_is_answered_in_the_page(browser: Browser, server: Server) -> None:
    with tab(browser, server, *CELLS) as lab:
        lab.run_all()
        expect(lab.output(4)).to_contain_text("You have solved 0 of 4 questions.")
        lab.page.get_by_role("button", name="the forget gate, f").click()
        keep = lab.output(2).locator("[data-answer=keep] input")
        keep.fill("2")
        keep.press("Enter")
        c = lab.output(2).locator("[data-answer=c] input")
        c.fill("4")
        c.press("Enter")
        says = lab.run_cell(4)
        assert "You have solved 2 of 4 questions." in says
        assert "You have tried 2 more: go on with them." in says
        assert lab.output(4).locator("svg").first.is_visible()
        (found,) = read_receipts(lab.run_cell(5))
        assert isinstance(found, Receipt)
        assert found.name == "Ada"
        assert found.questions == {
            "forget": "solved",
            "keep t=2 x=1,1": "solved",
            "c t=2 x=1,1": "tried",
            "h t=2": "tried",
        }
        assert found.slips["write alone"] == 1
        lab.assert_no_errors()
