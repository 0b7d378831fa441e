"""Stances: how a sentence takes a recommendation, by its words and by what was learnt."""

from extractors.stances.cues import Cue, cue_in
from extractors.stances.model import Opinion, opinion_on

__all__ = ["Cue", "Opinion", "cue_in", "opinion_on"]
