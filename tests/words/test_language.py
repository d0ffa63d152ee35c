from __future__ import annotations

import numpy as np
import pytest

from lstm_helpers import (
    STANDARD,
    Detective,
    Explorer,
    GateMap,
    Practice,
    Question,
    Weights,
    check,
    check_cell,
    check_choice,
    progress,
    receipt,
    run,
)
from lstm_helpers.charts import Chart, TimeChart
from lstm_helpers.exercises.journal import JOURNAL
from lstm_helpers.exercises.slip_table import SLIPS
from lstm_helpers.graph.scene import FACES
from lstm_helpers.page.scripts import module
from lstm_helpers.words.language import (
    LANGUAGES,
    language_named,
    retold,
    say,
    speaking,
    spoken_now,
    told,
    use_language,
)
from lstm_helpers.words.numbers import NotRead, format_number, listed, read_number
from lstm_helpers.words.spoken import spoken_equation
from tests.cells import random_cell
from tests.charts.test_heat import batch
from tests.picture.test_layout import misfits
from tests.scenes import ARTICLE, EVERYDAY, EXTREMES, REAL, everywhere


@pytest.fixture
def german():
    with speaking("de"):
        yield


def test_english_is_spoken_unless_somebody_says_otherwise():
    assert spoken_now().name == "en"
    assert say("forget gate") == "forget gate"


def test_a_language_lasts_until_another_is_used():
    try:
        use_language("de")
        assert say("cell state") == "Zellzustand"
    finally:
        use_language("en")
    assert say("cell state") == "cell state"


def test_a_language_for_a_while_ends_with_it_whatever_happens():
    with speaking("de"), speaking("en"):
        assert say("cell state") == "cell state"
    with pytest.raises(NotRead), speaking("de"):
        read_number("sechs")
    assert spoken_now().name == "en"


@pytest.mark.parametrize("speak", [use_language, language_named, lambda n: Explorer(language=n)])
def test_a_language_that_there_is_not_is_refused_in_one_sentence(speak):
    with pytest.raises(ValueError, match=r"^language is 'fr'; expected one of en, de\.$"):
        speak("fr")
    assert spoken_now().name == "en"


# ---- numbers -------------------------------------------------------------------------------------


def test_a_number_has_a_comma_and_the_minus_of_the_picture(german):
    values = (0.5, -0.25, 15161616.0, 3211.0, float("-inf"))
    written = [format_number(value) for value in values]
    assert written == ["0,5", "−0,25", "1,516e+07", "3211", "−∞"]


def test_numbers_in_a_row_are_told_apart(german):
    assert listed([1, 0.5]) == "1; 0,5"


def test_a_comma_is_read_in_one_way_where_it_is_the_decimal_sign(german):
    assert read_number("1,000") == 1
    assert read_number("0,5") == 0.5


def test_in_english_a_comma_can_still_be_read_in_two_ways():
    with pytest.raises(NotRead, match="two ways"):
        read_number("1,000")


def test_a_number_typed_the_local_way_is_right(german):
    said = repr(check("f", "0,7311", activations=STANDARD))
    assert said == "✓ 0,7311 stimmt: das Forget Gate f in Zeitschritt 1."


# ---- the picture ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("pair", [ARTICLE, REAL])
def test_every_text_fits_its_slot_in_every_language(language, face, pair):
    with speaking(language):
        for value in EXTREMES + EVERYDAY:
            assert misfits(everywhere(value, activations=pair, face=face)) == []


def test_a_units_texts_fit_in_every_language():
    layer = run(
        random_cell(np.random.default_rng(1), batch=1, time=120, features=12, units=104).weights,
        np.full((120, 12), -1e3),
        activations=STANDARD,
    )
    for language in LANGUAGES:
        for face in ("values", "names"):
            scene = Explorer.unit(layer, 103, face=face).scene
            with speaking(language):
                assert misfits(scene) == []


def test_a_heading_may_be_shorter_than_the_words_elsewhere(german):
    assert say("hidden state") == "verborgener Zustand"
    assert say("hidden state", "h") == "verborgen"


# ---- widgets -------------------------------------------------------------------------------------


def test_a_widget_goes_on_in_the_language_it_was_made_in():
    explorer = Explorer(language="de")
    assert spoken_now().name == "en"
    text = explorer._repr_mimebundle_()[0]["text/plain"]
    assert "lässt h = 1 hinaus" in text
    assert "LSTM-Zelle, Schritt 1 von 3" in explorer.svg
    assert "lets out h = 1" in Explorer()._repr_mimebundle_()[0]["text/plain"]


def unit_of_a_layer(**options):
    return Explorer.unit(batch(), 2, 0, **options)


def map_of_a_layer(**options):
    return GateMap(batch(), **options)


@pytest.mark.parametrize(
    "make",
    [
        Explorer,
        unit_of_a_layer,
        map_of_a_layer,
        Practice,
        Detective,
        lambda **k: Question("forget", **k),
    ],
)
def test_its_script_has_the_tables_retold_and_nothing_else(make):
    english, german = make(), make(language="de")
    assert english._esm == module(english._script)
    assert german._esm == module(english._script, "de")
    assert 'language:"de"' in german._esm
    one, two = english._esm.splitlines(), german._esm.splitlines()
    assert sum(a != b for a, b in zip(one, two, strict=True)) == 1


def test_what_is_made_where_german_is_spoken_speaks_it(german):
    assert Explorer().language == Practice().language == Chart("loss").language == "de"
    assert Question("forget").questions[0]["options"]["a"]["text"] == "das Forget Gate, f"
    assert Practice().tables["levels"]["1"]["words"] == "ein Gate"
    assert Practice().tables["levels"]["5"]["face"] == "gradients"  # a name to go by
    assert Detective().riddles[0]["title"] == "Sag, was du hörst"


def test_a_unit_of_a_layer_speaks_it():
    unit = unit_of_a_layer(plot="c", language="de")
    text = unit._repr_mimebundle_()[0]["text/plain"]
    assert "LSTM-Zelle, Einheit 2, Schritt" in text
    assert "Einheiten bleiben, wie sie waren." in text
    assert unit.chart.title == "c im Lauf der Zeit"
    with speaking("de"):
        said = spoken_equation("f", unit.scene)
    assert "Die Merkmale bringen " in said
    assert " vom eigenen h" in said
    assert repr(unit.load("lstm x=1")).endswith("Nichts wurde verändert.")


def test_a_map_opens_a_unit_that_speaks_its_language():
    gates = map_of_a_layer(language="de")
    assert gates.look["says"]["close"] == "schließen"
    assert gates.explore(1, 2).language == "de"
    assert map_of_a_layer().explore(1, 2).language == "en"


# ---- what goes by its name -----------------------------------------------------------------------


@pytest.fixture
def journal():
    JOURNAL.begin_anew()
    yield JOURNAL
    JOURNAL.begin_anew()


def noted(language):
    """Answer questions of every kind, and give what the journal and a receipt hold then."""
    JOURNAL.begin_anew()
    with speaking(language):
        check("c", 4, t=2)
        check("h", 6, inputs=[2])
        check_cell(Weights.ones(u_i=0), {"h": [1, 12]}, inputs=[1, 1])
        check_choice("forget", "b")
        asked = Explorer(inputs=[1, 1], t=2, predict="keep c")
        asked.answers = {"2 c": {"tries": 1, "number": 4, "slips": ["write alone"]}}
        question = Question("silence the output", "03 a")
        question.answers = {"silence the output": {"tries": 1, "slips": ["a"], "chosen": "a"}}
        Detective(1).record = {"found": [1], "hints": []}
        practice = Practice(1, 3)
        practice.answers = {"1 f": {"tries": 1, "number": 4, "slips": ["bias left out"]}}
        practice.record = {**practice.record, "outcome": "right", "right": 1}
        said = progress("03").standing
        return JOURNAL.standing, JOURNAL.practice, said.unsigned, receipt("Ada").text


def test_what_is_noted_is_the_same_in_every_language(journal):
    english = noted("en")
    assert len(english[0]) > 6
    assert english[2].startswith("lstm progress 03 | solved 0 of ")
    assert noted("de") == english


def test_a_slip_keeps_its_name_in_the_page():
    german = language_named("de").phrases
    assert [slip.name for slip in SLIPS if slip.name in german] == []


def test_progress_and_receipt_are_said_in_german(journal, german):
    check("c", 4, t=2)
    check("c", 5, t=2)
    check("f", 1)
    assert progress("03").sentence == (
        "Du hast 1 von 2 Fragen gelöst. Versucht hast du 1 weitere: Mach damit weiter. "
        "Der häufigste Fehler: nur write (einmal)."
    )
    assert "1 gelöst" in progress("03").html
    assert repr(receipt(...)).startswith("✎ Noch keine Quittung")
    assert repr(receipt("Ada")).startswith("Das ist deine Quittung: ")


def test_a_chart_speaks_its_explorers_language():
    chart = TimeChart(Explorer(Weights.ones(), language="de"), "c h")
    assert chart.content.title == "c und h im Lauf der Zeit"
    assert TimeChart(Explorer(), "c h").content.title == "c and h over time"
    assert Explorer(plot="c", language="de").chart.x_label == "Zeitschritt"


def test_english_is_told_as_it_is():
    table = {"words": ("forget gate",)}
    assert told(table) is table


def test_names_to_go_by_stay_as_they_are(german):
    assert told({"op": "activation", "words": "activation"}) == {
        "op": "activation",
        "words": "Aktivierung",
    }


def test_only_rows_are_retold():
    script = '// activation\nexport const T = {\n  words: "activation",\n};\n'
    assert retold(script, "de") == script.replace('"activation"', '"Aktivierung"')
