"""Easy Read: one idea, one picture, one or two short sentences.

An idea is a line `![what it shows](picture:name)` with its sentences on the lines
below. Each rule has its problem here.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from localoffer.content.fields import Day, Record, Text
from localoffer.content.frontmatter import Document
from localoffer.content.model import Summary
from localoffer.content.problems import Problem
from localoffer.content.translations import Digest, Original, State

LANGUAGE = "easy"  # stands in a file's name where a translation has its language
OURS = {"pages/feedback"}  # a page of the code's own, with no English file
LONGEST_SENTENCE = 15  # words
MOST_SENTENCES = 3  # of an idea
PICTURE = re.compile(r"!\[([^\]]+)\]\(picture:([a-z0-9-]+)\)")
SENTENCE = re.compile(r"(?<=[.!?])\s+")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
BOLD = re.compile(r"\*\*[^*]+\*\*")


class EasyFields(Record):
    """The head of `<slug>.easy.md`; `made_from` is the digest of the whole text."""

    made_from: Digest
    state: State = "drafted"
    checked: Day | None = None
    title: Text
    summary: Summary


@dataclass(frozen=True)
class Idea:
    """A picture, what it shows, and its sentences as markdown."""

    picture: str
    shows: str
    text: str


@dataclass(frozen=True)
class Section:
    """Ideas under a heading, which the first may lack."""

    heading: str
    ideas: tuple[Idea, ...]


@dataclass(frozen=True)
class EasyRead:
    """An entry or standing page in Easy Read. `place` is its folder and slug."""

    place: str
    file: str
    fields: EasyFields
    document: Document

    @property
    def sections(self) -> tuple[Section, ...]:
        """Return its ideas by heading; what is no idea is left out."""
        found: list[tuple[str, list[Idea]]] = [("", [])]
        for _, block in _blocks(self.document):
            if block.startswith("## "):
                found.append((block[3:].strip(), []))
            elif (idea := _idea(block)) is not None:
                found[-1][1].append(idea)
        return tuple(Section(h, tuple(ideas)) for h, ideas in found if h or ideas)


def problems(
    easy: EasyRead, original: Original | None, pictures: Collection[str]
) -> Iterator[Problem]:
    """Return what is wrong with an Easy Read text."""
    if original is None and easy.place not in OURS:
        wrong = "this is the Easy Read of an entry that is not there"
        yield Problem(easy.file, 1, "", wrong, "Rename or remove it.", "advice")
    for line, block in _blocks(easy.document):
        if not block.startswith("## "):
            for wrong, write, level in _faults(block, pictures):
                yield Problem(easy.file, line, "body", wrong, write, level)


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of an idea without their marks."""
    bare = LINK.sub(r"\1", text).replace("**", "").replace("\n", " ")
    return tuple(part for part in SENTENCE.split(bare.strip()) if part)


def _faults(block: str, pictures: Collection[str]) -> Iterator[tuple[str, str, str]]:
    idea = _idea(block)
    if idea is None:
        write = "Write `![what it shows](picture:name)`, and its sentences below."
        yield "this idea has no picture", write, "error"
        return
    if idea.picture not in pictures:
        write = "Use a picture of static/easy."
        yield f"there is no picture `{idea.picture}`", write, "error"
    said = sentences(idea.text)
    if not 0 < len(said) <= MOST_SENTENCES:
        write = f"Say one idea, in one to {MOST_SENTENCES} sentences."
        yield f"this idea has {len(said)} sentences", write, "advice"
    for sentence in said:
        count = len(sentence.split())
        if count > LONGEST_SENTENCE:
            write = f"Use at most {LONGEST_SENTENCE}: make two sentences of it."
            yield f"a sentence of {count} words", write, "advice"
    last = SENTENCE.split(idea.text.strip())[-1]
    if BOLD.search(last):
        write = "Say in the next sentence what the word means."
        yield "a hard word is not explained next to it", write, "advice"


def _idea(block: str) -> Idea | None:
    first, _, text = block.partition("\n")
    found = PICTURE.fullmatch(first.strip())
    return Idea(found[2], found[1], text.strip()) if found else None


def _blocks(document: Document) -> Iterator[tuple[int, str]]:
    """Yield each block of the body with its line."""
    line = document.body_line
    for block in re.split(r"(\n[ \t]*\n)", document.body):
        if block.strip():
            yield line, block.strip()
        line += block.count("\n")
