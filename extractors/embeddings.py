"""Embeddings: what the model makes of a word before it looks at its neighbours.

That depends on the spelling of the word alone, and the words of reports return: nine of
ten were met before. So each is computed once per process and kept. A sum of floats differs
in its last digits by what else is summed beside it; summed in twice the digits and then
rounded, a word comes out the same whatever was read before it.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

_MOST_WORDS = 32_768  # 20 MB in a model of width 96

_Vectors = npt.NDArray[np.float32]
_Spellings = npt.NDArray[np.uint64]
_Learn = Callable[[Any], Any]


def remember_embeddings(nlp: Language) -> None:
    """Let each part of ``nlp`` that embeds words by their spelling keep what it makes of them."""
    for layer in list(_layers(nlp)):
        embed = layer.layers[0] if layer.has_ref("embed") else None
        if embed and _is_plain(embed):
            attributes = {"memory": _Memory(embed)}
            layer.layers[0] = Model("remembered", _forward, layers=[embed], attrs=attributes)


def _layers(nlp: Language) -> Iterator[Any]:
    for _, part in nlp.pipeline:
        if hasattr(part, "model"):
            yield from part.model.walk()


def _is_plain(embed: Any) -> bool:
    """Tell whether it is of spaCy's usual kind: hashes of a word's spelling, mixed into one."""
    first, *_, last = embed.layers or [embed]
    return (first.name, last.name, len(embed.layers)) == ("extract_features", "ragged2list", 5)


class _Memory:
    """The embeddings of the words met so far."""

    def __init__(self, embed: Any) -> None:
        self._spell, _, hashes, mix, _ = embed.layers
        self._hashes, self._mix = hashes.layers[0], mix.layers[0]
        self._no_word = np.empty((0, embed.get_dim("nO")), dtype=np.float32)
        self._met: dict[bytes, _Vectors] = {}

    def embedded(self, doc: Doc) -> _Vectors:
        (words,) = self._spell.predict([doc])
        keys = words.view(f"V{words.itemsize * words.shape[1]}").ravel().tolist()
        if len(self._met) > _MOST_WORDS:
            self._met.clear()
        unmet = {key: place for place, key in enumerate(keys) if key not in self._met}
        if unmet:
            self._met.update(zip(unmet, self._computed(words[list(unmet.values())]), strict=True))
        return np.concatenate([self._no_word, *(self._met[key] for key in keys)])

    def _computed(self, words: _Spellings) -> _Vectors:
        vectors: _Vectors = self._mix.predict(self._hashes.predict(words).astype(np.float64))
        return vectors.astype(np.float32)[:, np.newaxis]


def _forward(model: Any, docs: Sequence[Doc], is_train: bool) -> tuple[list[_Vectors], _Learn]:
    if is_train:
        raise NotImplementedError("what is remembered cannot be trained; load the model anew")
    return [model.attrs["memory"].embedded(doc) for doc in docs], list
