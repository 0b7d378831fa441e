"""Blocks of plain text and Markdown: what stands where, in the cases and in any text."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.read.blocks import block_of, passages_of
from extractors.read.lines import lines_of
from schemas.document import Block, BlockKind

CASES = [
    pytest.param(case, id=f"{file.stem}: {case['name']}")
    for file in sorted((Path(__file__).parent / "cases" / "reading").glob("*.toml"))
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]
PARTS = [
    *("- ", "1. ", "(a) ", "e ", "# ", "**kop**", "| a | b |", "a\tb", "[1: Nota]", "¹ Noot."),
    *("\n", "\n\n", "\f", "\t", "    ", "\u00a0", "\u2028", "«", "ß ½ 😅", "€ 12", "3/9", "KOP"),
    *("Wat nu?", "het woord-", "Een regel die wat langer is dan de andere", "https://x.example"),
]
LAYOUT = st.lists(st.sampled_from(PARTS), max_size=60).map("".join)


def blocks_of(text: str) -> list[Block]:
    return [block_of(passage) for passage in passages_of(lines_of(text))]


def show(block: Block, text: str) -> str:
    depth = f" {block.level}" if block.level or block.kind is BlockKind.LIST_ITEM else ""
    words = text[block.start : block.end].replace("\n\n", " //").replace("\n", " / ")
    return f"{block.kind}{depth}: {words}"


@pytest.mark.parametrize("case", CASES)
def test_blocks_follow_the_layout(case):
    text = case["text"]
    assert [show(block, text) for block in blocks_of(text)] == case["blocks"]


@given(st.one_of(st.text(), LAYOUT))
def test_blocks_part_all_text_that_is_not_white_space(text):
    blocks = blocks_of(text)
    edges = [0, *(edge for block in blocks for edge in (block.start, block.end)), len(text)]
    assert edges == sorted(edges)
    gaps = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    assert not "".join(gaps).strip()


@given(LAYOUT)
def test_a_block_begins_and_ends_with_text_and_a_list_item_with_its_mark(text):
    for block in blocks_of(text):
        content = text[block.start : block.end]
        assert content == content.strip()
        assert content
        assert content.startswith(block.marker)
        assert bool(block.marker) == (block.kind is BlockKind.LIST_ITEM)


@given(LAYOUT)
def test_a_list_goes_one_level_deeper_at_a_time(text):
    for before, block in pairwise(blocks_of(text)):
        if block.kind is BlockKind.LIST_ITEM and before.kind is BlockKind.LIST_ITEM:
            assert block.level <= before.level + 1


@given(st.text())
def test_the_same_text_gives_the_same_blocks(text):
    assert blocks_of(text) == blocks_of(text)
