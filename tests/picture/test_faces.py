"""The pictures without values, Figures 1 and 2, say in words what each part does."""

from __future__ import annotations

import pytest

from lstm_helpers import Explorer
from lstm_helpers.graph.scene import Scene
from lstm_helpers.graph.table import GRAPH, STAGES
from lstm_helpers.picture.artists import artists
from lstm_helpers.words.texts import PLAIN_SENTENCES, sentence, text_table

PLAIN_FACES = ("names", "weights")


def scene(**changes) -> Scene:
    explorer = Explorer(inputs=[1, 1, 1], **changes)
    return explorer.scene


def lit(shown: Scene) -> set[str]:
    halos = (a for a in artists(shown) if str(a.get_gid()).startswith("halo_"))
    return {halo.get_gid().removeprefix("halo_") for halo in halos if halo.get_alpha()}


def test_what_can_be_said_with_numbers_can_be_said_without() -> None:
    assert [bool(quantity.does) for quantity in GRAPH] == [bool(q.says) for q in GRAPH]


@pytest.mark.parametrize("face", PLAIN_FACES)
@pytest.mark.parametrize("stage", STAGES[:-1])
def test_the_walk_lights_a_part_and_says_what_it_does(face: str, stage: str) -> None:
    shown = scene(face=face, upto=stage)
    said = sentence(shown)
    assert not any(char.isdigit() or char in "{}?" for char in said)
    assert lit(shown) == lit(scene(upto=stage)) != set()


@pytest.mark.parametrize("face", PLAIN_FACES)
def test_at_the_end_of_the_walk_the_whole_is_there(face: str) -> None:
    shown = scene(face=face)
    assert sentence(shown) == PLAIN_SENTENCES[face]
    assert lit(shown) == set()


@pytest.mark.parametrize("face", PLAIN_FACES)
def test_a_picture_without_values_gives_none_away_in_its_text(face: str) -> None:
    assert "3211" not in text_table(scene(face=face))


def test_only_the_weights_stand_in_the_text_of_figure_2() -> None:
    assert "w_f 1, u_f 1, b_f 0" in text_table(scene(face="weights"))
    assert "w_f 1" not in text_table(scene(face="names"))
