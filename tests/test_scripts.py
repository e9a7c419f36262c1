import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercli.text import simplify


@pytest.mark.parametrize(
    ("text", "simplified"),
    [
        ("信息繭房研究綜述", "信息茧房研究综述"),
        ("基於圖神經網絡的藥物預測", "基于图神经网络的药物预测"),
        ("深層学習", "深层学习"),
        ("Attention, is all: you need", "Attention, is all: you need"),
        ("ニューラル", "ニューラル"),
    ],
)
def test_chinese_is_written_in_its_simplified_form(text: str, simplified: str) -> None:
    assert simplify(text) == simplified


@given(st.text())
def test_what_is_simplified_stays_and_keeps_its_length(text: str) -> None:
    assert simplify(simplify(text)) == simplify(text)
    assert len(simplify(text)) == len(text)
