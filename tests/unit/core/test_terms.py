"""A term is its code and knows its words."""

import pickle
from enum import unique

import pytest

from communitygov.core.terms import Term, TermEnum
from communitygov.errors import InvalidValue, UnknownName, Words


@unique
class Tone(TermEnum):
    CALM = "calm", "平和", "calm"
    ANGRY = "angry", "激动", "angry"


def test_a_term_has_a_label_in_both_languages() -> None:
    term = Term("resident", "居民", "resident")
    assert term.label("zh") == "居民"
    assert term.label() == "resident"
    assert term.words == Words("居民", "resident")


@pytest.mark.parametrize(("code", "zh", "en"), [("居民", "居民", "r"), ("r", "", "r"), ("r", "居民", "")])
def test_a_term_without_code_or_words_is_refused(code: str, zh: str, en: str) -> None:
    with pytest.raises(InvalidValue):
        Term(code, zh, en)


def test_a_member_is_its_code() -> None:
    assert Tone("calm") is Tone.CALM
    assert Tone.CALM == "calm"
    assert str(Tone.CALM) == f"{Tone.CALM}" == "calm"
    assert hash(Tone.CALM) == hash("calm")
    assert {"calm": 1}[Tone.CALM] == 1
    assert repr(Tone.CALM) == "Tone.CALM"


def test_a_member_knows_its_words() -> None:
    assert Tone.CALM.label("zh") == "平和"
    assert Tone.CALM.words == Words("平和", "calm")
    assert Tone.CALM.term == Term("calm", "平和", "calm")


def test_a_member_is_found_by_its_code_or_the_nearest_is_suggested() -> None:
    assert Tone.named("angry") is Tone.ANGRY
    assert Tone.named(Tone.ANGRY) is Tone.ANGRY
    with pytest.raises(UnknownName, match="Did you mean 'calm'"):
        Tone.named("clam")
    with pytest.raises(UnknownName):
        Tone.named([])


def test_a_member_survives_pickling_as_itself() -> None:
    assert pickle.loads(pickle.dumps(Tone.CALM)) is Tone.CALM  # noqa: S301  made here


@pytest.mark.parametrize(
    "words", [("calm", "", "calm"), ("calm", "平和", ""), ("平和", "平和", "calm"), ("calm",)]
)
def test_a_member_without_code_or_words_is_refused_when_the_list_is_made(words: tuple[str, ...]) -> None:
    with pytest.raises(InvalidValue, match="must have a code"):
        TermEnum("Mood", {"CALM": words})
