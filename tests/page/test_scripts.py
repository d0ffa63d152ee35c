"""What runs in the page: modules joined into one, style sheets with the palette before them."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from lstm_helpers import Explorer
from lstm_helpers.page import scripts
from lstm_helpers.page.scripts import PACKAGE, module, palette, script, sheet
from lstm_helpers.picture.layout import HEIGHT, PALETTE, WIDTH

EXPORTS = {
    "live/widget.js": "export default{render:renderExplorer};",
    "live/practice.js": "export default{render:renderPractice};",
    "live/detective.js": "export default{render:renderDetective};",
    "live/gate_map.js": "export default{render:renderMap};",
    "charts/widget.js": "export default{render:renderChart};",
    "exercises/question.js": "export default{render:renderQuestions};",
}
SHEETS = ("page/base.css", "charts/charts.css", "live/live.css")
QUESTIONS = "exercises/question.css"
SCRIPTS = sorted(PACKAGE.rglob("*.js"))

# Script, style sheet and tables of an Explorer together, as they travel.
BYTES = 50_000

node = pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node.js here")
every_entry = pytest.mark.parametrize("entry", EXPORTS)


def imports(path: Path) -> set[Path]:
    """All that a script needs, directly or not, itself included."""
    needed = {path}
    for name in re.findall(r'^import .*? from "(.+?)";$|^\} from "(.+?)";$', text_of(path), re.M):
        needed |= imports((path.parent / "".join(name)).resolve())
    return needed


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def top_names(text: str) -> list[str]:
    """What a script has at its top."""
    kinds = r"^(?:export )?(?:async )?(?:const|let|function\*?|class) "
    one = re.findall(kinds + r"(\w+)", text, re.M)
    several = re.findall(kinds + r"\{ ([^}]+) \} = ", text, re.M)
    return one + [each.split(": ")[-1] for names in several for each in names.split(", ")]


@every_entry
def test_every_script_that_is_needed_is_there_once(entry: str) -> None:
    joined = Counter(re.findall(r"\b(?:function|class) (\w+)", module(entry)))
    for path in imports(PACKAGE / entry):
        for name in re.findall(r"^(?:export )?(?:function|class) (\w+)", text_of(path), re.M):
            assert joined[name] == 1, (path.name, name)


@every_entry
def test_a_script_stands_before_those_that_need_it_at_once(entry: str) -> None:
    joined = module(entry)
    assert joined.index("const TABLES") < joined.index("=TABLES.")


def test_no_two_scripts_have_the_same_name_at_their_top() -> None:
    names = Counter(name for path in SCRIPTS for name in top_names(text_of(path)))
    assert sum(names.values()) > 100
    assert [name for name, count in names.items() if count > 1] == []


@every_entry
def test_one_module_is_left_with_one_export_and_without_comments(entry: str) -> None:
    joined = module(entry)
    assert re.findall(r"\bimport\b", joined) == []
    assert re.findall(r"\bexport\b.*", joined) == [EXPORTS[entry]]
    assert "/**" not in joined
    assert "@param" not in joined
    assert re.findall(r"^\s*//|\s// ", joined, re.M) == []
    assert re.findall(r"^\s+|\n\n", joined, re.M) == []


@node
@every_entry
def test_node_takes_what_is_left_for_a_module(entry: str, tmp_path: Path) -> None:
    for name, text in (("one.mjs", module(entry)), ("by_itself.cjs", script("live/page.js"))):
        (tmp_path / name).write_text(text, encoding="utf-8")
        done = subprocess.run(
            ["node", "--check", name], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.stderr == ""


def test_a_script_that_runs_by_itself_exports_nothing() -> None:
    text = script("live/page.js")
    assert text.startswith("(() => {")
    assert re.findall(r"\b(?:import|export)\b.*", text) == []


def test_what_travels_to_open_an_explorer_is_small() -> None:
    assert Explorer._esm == module("live/widget.js")
    assert Explorer._css == sheet(*SHEETS)
    travels = (module("live/widget.js") + sheet(*SHEETS)).encode()
    assert len(gzip.compress(travels)) < BYTES


# ---- a small package, joined by hand ----

SMALL = {
    "live/first_of_two.js": r"""/** A first line.
 * @typedef {{ a: number }} A
 */
import { add } from "../words/add.js";
import { TABLES, more } from "../tables.js";
import {
  add as again,
} from "../words/add.js";

/* not needed */
export async function far() {}
export class Near {}
export const said = [ "a , b \" , c" , `x = ${ add } ; y` , "(  )" ]; // not needed either
const pattern = /[/ ] : , \/ x/ ;
const half = 6 / 3;
const where = "http://a , b" ;
const late = 1;   // and gone, too
if ( a <= b && ! c ) { more ( a ? b : c * d | e ) ; }

export default { render : add };
""",
    "words/add.js": """import { TABLES } from "../tables.js";

export function add(a, b) {
  return a + b - TABLES.one;
}
const bare = {
  one: "forget gate",
};
export default { add };
""",
    "tables.js": """export const TABLES = {
  one: "forget gate",
};
export const more = 1;
""",
    "page/a.css": "/* a */\n.lstm  b {\n  color : red ;\n\n  margin: 0 auto;\n}\n",
    "page/b.css": ".lstm i { top: 0 }\n",
}
JOINED = (
    'const TABLES={one:"forget gate",};const more=1;'
    'function add(a,b){return a + b - TABLES.one;}const bare={one:"forget gate",};'
    "async function far(){}class Near{}"
    r'const said=["a , b \" , c",`x = ${ add } ; y`,"(  )"];'
    r"const pattern=/[/ ] : , \/ x/;const half=6 / 3;"
    'const where="http://a , b";const late=1;'
    "if(a<=b&&!c){more(a?b:c*d|e);}"
)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package of three scripts and two style sheets."""
    for name, text in SMALL.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(scripts, "PACKAGE", tmp_path)


@pytest.mark.usefixtures("small")
def test_what_is_needed_comes_first_and_loses_nothing_but_room_and_comments() -> None:
    joined = module("live/first_of_two.js")
    assert joined == f"{JOINED}export default{{render:add}};"
    by_itself = script("live/first_of_two.js", "de")
    german = JOINED.replace("forget gate", "Forget Gate", 1)  # that of the tables
    assert by_itself == f'(() => {{\n"use strict";\n{german}export default{{render:add}};}})();\n'


@pytest.mark.usefixtures("small")
def test_a_sheet_is_the_palette_and_each_of_the_others_without_their_room() -> None:
    rules = sheet("page/a.css", "page/b.css").partition(".lstm  b{")[1:]
    assert rules == (".lstm  b{", "color : red;margin: 0 auto;}.lstm i{top: 0}")


# ---- style ---------------------------------------------------------------------------------------


def variables(rule: str) -> dict[str, str]:
    return dict(re.findall(r"(--lstm-[\w-]+): ([^;]+);", rule))


def test_the_palette_has_every_role_in_light_and_dark_and_prints_light() -> None:
    light, dark, printed = (variables(rule) for rule in palette().strip().splitlines())
    roles = {f"--lstm-{role}{kind}" for role in PALETTE for kind in ("", "-tint")}
    assert set(dark) == roles
    assert set(light) == {*roles, "--lstm-ratio"}
    assert printed == light
    assert all(re.fullmatch(r"#[0-9a-fA-F]{6}", colour) for colour in dark.values())
    for role, style in PALETTE.items():
        assert (light[f"--lstm-{role}"], dark[f"--lstm-{role}"]) == (style.colour, style.dark)
        assert dark[f"--lstm-{role}-tint"] == style.dark_tint
        assert light[f"--lstm-{role}-tint"] == style.tint
    assert dark["--lstm-ink"] != light["--lstm-ink"]
    assert light["--lstm-ratio"] == f"{HEIGHT / WIDTH:.4f}"
    one_by_one = r"(--lstm-[\w-]+: [^ ;]+; )+\}( \})?"
    assert [
        rule for rule in palette().splitlines() if not re.search(r"\{ " + one_by_one + "$", rule)
    ] == []
    began = [".lstm", '.lstm[data-theme="dark"]', "@media print { .lstm.lstm"]
    assert [rule.partition(" { --")[0] for rule in palette().splitlines()] == began


def test_no_colour_is_asked_for_that_there_is_not() -> None:
    defined = set(re.findall(r"(--lstm-[\w-]+):", sheet(*SHEETS)))
    texts = [sheet(*SHEETS, QUESTIONS), *(text_of(path) for path in SCRIPTS)]
    asked = {name for text in texts for name in re.findall(r"var\((--lstm-[\w-]+)", text)}
    asked -= {name for name in asked if name.endswith("-")}  # its end is put in, as in `-${role}`
    assert len(asked) > 10
    assert asked <= defined


def test_every_rule_is_for_our_own_elements() -> None:
    """A widget's sheet is everybody's: it must leave the page around it alone."""
    text = re.sub(
        r"/\*.*?\*/",
        "",
        "".join(text_of(PACKAGE / name) for name in (*SHEETS, QUESTIONS)),
        flags=re.S,
    )
    selectors = [s for s in re.findall(r"(?:^|[{};])\s*([^{};@]+)\{", text) if s.strip()]
    assert len(selectors) > 20
    strangers = [
        part.strip()
        for selector in selectors
        for part in re.split(r",(?![^(]*\))", selector)
        if "lstm" not in part
    ]
    assert strangers == []
