"""How hard a text is to read: the published formulas, and all sentences of a page.

English: Flesch-Kincaid grade = 0.39 words/sentence + 11.8 syllables/word - 15.59.
Spanish: Fernandez-Huerta = 206.84 - 60 syllables/word - 1.02 words/sentence.
Syllables are counted by rule, so that no test fetches a dictionary; the rule was compared with the
CMU pronouncing dictionary over the whole English text, and EXCEPTIONS holds where it was wrong.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator
from typing import Any

from explainer.words import CLINICAL, TEXT, Words

NOT_PROSE = {
    "id", "sources", "structures", "pages", "reviewed", "voice", "formula", "technical", "limits",
    "file_name", "clinician", "sign", "number", "units", "order",
}  # fmt: skip
PLACEHOLDER = re.compile(r"\{(\w+)(?:\[([\w.]+)\])?\}")
UNIT_WORDS = {"unit", "units", "Units"}  # a language may do without them
EXCEPTIONS = {
    "area": 3, "capsule": 2, "careful": 2, "fluid": 2, "heavier": 3, "kilometre": 4,
    "kilometres": 4, "layer": 2, "layers": 2, "measurements": 3, "millimetre": 4, "pdf": 3,
    "people": 2, "popliteus": 4, "quicker": 2, "quiet": 2, "something": 2,
    "version": 2, "wednesday": 2,
}  # fmt: skip
LISTED = re.compile(r"\.(?:items|steps|signs|choices)\[\d+\]$|\.question$")
STRONG = "aeoáéíóú"  # of two of these side by side each is a syllable: dí-a, o-es-te


def sentences(text: str) -> list[str]:
    """The sentences of a text; a line's end closes one, a decimal point does not."""
    plain = re.sub(r"[*_#]", "", text)
    parts = re.split(r"(?<=[.!?])[”’)]?\s+|\n+", plain)
    return [part.strip() for part in parts if re.search(r"\w", part)]


def words_of(sentence: str) -> list[str]:
    """The words of a sentence; a number with its marks is one word."""
    return re.findall(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*|\d+(?:[.,]\d+)*", sentence)


def syllables(word: str, language: str) -> int:
    """Syllables of one word; a number counts as one, for it is read at a glance."""
    if word[0].isdigit():
        return 1
    count = _spanish if language == "es" else _english
    return sum(count(part) for part in re.split(r"[’'\-]", word.lower()) if part)


def _english(word: str) -> int:
    if word in EXCEPTIONS:
        return EXCEPTIONS[word]
    sibilant = re.search(r"(?:s|x|z|ch|sh|c|g)es$", word)  # pas-ses, but makes
    silent = r"(?:[^aeiouyl]e|[aeiouy]le|[^laeiouy]es|[aeiouy]les|[^td]ed)$"
    stem = word if sibilant else re.sub(silent, lambda found: found[0][0], word)
    stem = re.sub(r"[^aeiouy]ely$", lambda found: found[0][0] + "ly", stem)
    apart = len(re.findall(r"i[ao]|[aeu]o(?!u)|ying|ua|ui(?=n[^g]|ty)", stem))  # di-et
    together = len(re.findall(r"[ct]i[oa]|[gq]u[ai]|oo", stem))  # na-tion, e-qual
    return max(1, len(re.findall(r"[aeiouy]+", stem)) + apart - together)


def _spanish(word: str) -> int:
    word = re.sub(r"([gq])u(?=[eiéí])", r"\1", re.sub(r"y$", "i", word))
    vowels = re.findall(r"[aeiouáéíóúü]+", word)
    broken = sum(
        first in STRONG and second in STRONG
        for run in vowels
        for first, second in itertools.pairwise(run)
    )
    # an accented í or ú next to a strong vowel was counted above; i and u join otherwise
    return max(1, len(vowels) + broken)


def score(text: str, language: str) -> float:
    """Flesch-Kincaid grade of English (low is easy), Fernandez-Huerta of Spanish (high is easy)."""
    lines = sentences(text)
    found = [word for line in lines for word in words_of(line)]
    per_sentence = len(found) / len(lines)
    per_word = sum(syllables(word, language) for word in found) / len(found)
    if language == "en":
        return 0.39 * per_sentence + 11.8 * per_word - 15.59
    assert language == "es", f"tests/support/readability_formulas.py: no formula for {language!r}"
    return 206.84 - 60 * per_word - 1.02 * per_sentence


def raw(language: str, page: str) -> dict[str, Any]:
    """A page's file as it stands."""
    return tomllib.loads((TEXT / language / f"{page}.toml").read_text(encoding="utf-8"))


def texts(given: Any, register: str = "plain", key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a page that a reader meets in that register, with its key, unfilled."""
    if isinstance(given, str):
        yield key, given
    elif isinstance(given, list):
        for place, one in enumerate(given):
            yield from texts(one, register, f"{key}[{place}]")
    elif isinstance(given, dict):
        for name, one in given.items():
            hidden = name in NOT_PROSE or name.endswith(CLINICAL)
            if not hidden:
                clinical = register == "clinical" and given.get(name + CLINICAL)
                yield from texts(clinical or one, register, f"{key}.{name}".lstrip("."))


def filled(text: str, words: Words) -> str:
    """A text with its own lookups filled in, and a short stand-in for values of the page."""

    def stand_in(found: re.Match[str]) -> str:
        name, given = found.groups()
        if name in UNIT_WORDS:
            one, many = words.items(f"common.units.names_{words.units}")
            return {"unit": one, "units": many, "Units": many.capitalize()}[name]
        if name == "clinician":
            return words.clinician
        if given is None:
            return "10"
        number = name in ("distance", "mass")
        return getattr(words, name)(float(given) if number else given)

    return PLACEHOLDER.sub(stand_in, text)


def page_sentences(words: Words, page: str) -> list[tuple[str, str]]:
    """(key, sentence) for every sentence of a page, filled, in this reader's register."""
    found = texts(raw(words.language, page), words.register)
    return [(key, line) for key, text in found for line in sentences(filled(text, words))]


def page_score(words: Words, page: str) -> float:
    """The page's score over its whole sentences; labels and single words would flatter it."""
    lines = [line for _, line in page_sentences(words, page) if line[-1] in ".!?:"]
    return score("\n".join(lines), words.language)


def explaining_sentences(words: Words, page: str) -> list[str]:
    """What a page explains in whole sentences: no item of a list, no question, no label."""
    return [
        line
        for key, line in page_sentences(words, page)
        if line[-1] in ".!:" and not line.startswith("- ") and not LISTED.search(key)
    ]
