from __future__ import annotations

import pytest

from lstm_helpers import STANDARD, Detective, Explorer, Practice, Question, Weights, check
from lstm_helpers.charts import Chart, TimeChart
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


@pytest.mark.parametrize(
    "make", [Explorer, Practice, Detective, lambda **k: Question("forget", **k)]
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
