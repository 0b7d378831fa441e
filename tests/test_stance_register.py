"""The register of stances: what parliament and the UPR call each of them."""

import pytest

from extractors.stances.register import stance_register
from schemas.records import Stance

# As Human Rights Council resolution 5/1 has it: what is not supported as it was made, is noted.
UPR = {
    "accepted": "supported",
    "partial": "noted",
    "alternative": "noted",
    "rejected": "noted",
    "noted": "noted",
}
PARLIAMENT = {
    "accepted": "overgenomen",
    "partial": "deels overgenomen",
    "alternative": "op andere wijze",
    "rejected": "niet overgenomen",
    "noted": "ter kennis genomen",
}


def test_every_stance_has_one_row_in_its_order():
    entries = stance_register()
    assert [entry.stance for entry in entries] == list(Stance)
    assert [entry.order for entry in entries] == list(range(1, len(Stance) + 1))


@pytest.mark.parametrize("stance", list(Stance))
def test_a_stance_has_its_label_in_parliament_and_at_the_upr(stance):
    entry = next(entry for entry in stance_register() if entry.stance is stance)
    assert entry.upr_label == UPR[stance]
    assert entry.parliament_label == PARLIAMENT[stance]
    assert entry.source


@pytest.mark.parametrize("label", ["upr_label", "upr_older_label", "motion_label"])
def test_another_way_to_the_same_end_never_has_the_label_of_a_yes(label):
    labels = {entry.stance: getattr(entry, label) for entry in stance_register()}
    assert labels[Stance.ALTERNATIVE] != labels[Stance.ACCEPTED]
