"""Who is named as responsible for an action.

Measured on the sentences of 518 annotated actions of 18 authorities: precision 0.91, recall 0.51 of the leads named
in the sentence itself (a lead that stands in passing is left out rather than guessed); on 226 cells all right. The
rules were written with those papers in view: expect less on others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from pipeline.extract.closing import closing
from pipeline.extract.status.vocabulary import patterns as status_patterns
from pipeline.extract.vocabulary import load

Kind = Literal["sentence", "cell"]


@dataclass(frozen=True, slots=True)
class Lead:
    """Who leads: the words, their half-open range of the text given, and the partners named beside them."""

    text: str
    start: int
    end: int
    partners: tuple[str, ...] = ()


class Vocabulary(BaseModel):
    """The whole file `vocabulary.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    heads: tuple[str, ...]
    offices: tuple[str, ...]
    at_large: tuple[str, ...]
    services: tuple[str, ...]
    not_heads: tuple[str, ...]
    things: tuple[str, ...]
    states: tuple[str, ...]
    charged: tuple[str, ...]
    talk: tuple[str, ...]
    participles: tuple[str, ...]
    leading: tuple[str, ...]
    answers: tuple[str, ...]
    behind_comma: tuple[str, ...]
    doing: tuple[str, ...]
    told: tuple[str, ...]
    deeds: tuple[str, ...]
    no_names: tuple[str, ...]
    labels: tuple[str, ...]
    partners: tuple[str, ...]
    empty: tuple[str, ...]


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted((re.escape(w).replace(r"\ ", r"\s+") for w in words), key=lambda w: (-len(w), w)))


# Words that cannot stand inside a name: verbs, relatives, and prepositions that open something else.
_STOP = (
    r"(?:which|that|who|whose|will|would|shall|should|is|are|was|were|has|have|had|be|been|to|by|from|at|on|into|when|"
    r"where|if|once|as|than|this|these|it|we|they|there|continues?|continued|proposes?|not|also|about|how|so|of|for|with|"
    r"in|between|through|whole)\b"
)
_GETTING = r"(?:hav|receiv|need|gett|attend|becom|meet|benefit)ing\b"
_INDEFINITE = re.compile(r"(?:an?|all|every|some|many|most|several|both|two|three|four|five|\d+)\s", re.IGNORECASE)
"""Before a doer: anybody of that kind, and nobody who answers for the work."""
_INITIALS = r"[A-Z]{2,5}(?:\s*(?:&|/|,|and)\s*[A-Z]{2,5})*"
_PERSON = (
    r"(?:Cllrs?|Councillors?|Fr|Revd|Rabbi|Imam|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Rev|Canon|Sgt|Insp|Supt|PC|Det|Capt|"
    r"Cmdr|Major|Col)\.?(?:\s+[A-Z][\w’'-]+){1,3}"
)


def _several(one: str, group: int) -> str:
    """One to four of them in a row, with its words in the expression once.

    Args:
        group: the number that the group `last` gets in the expression: which is set where nothing follows one, and
            asked before each.
    """
    between = r"\s*(?:,|&|\band\b)\s*(?:all\s+|other\s+|the\s+)?"
    return rf"(?:(?({group})(?!)){one}(?:{between}|(?P<last>))){{1,4}}(?({group})|(?!))"


class _Patterns:
    def __init__(self, words: Vocabulary) -> None:
        plurals = "agencies|authorities|parties|companies|charities|deputies"
        head = rf"(?i:(?:{_any(words.heads)})(?:e?s)?|(?:{plurals}))\b(?![’'])"
        of = r"(?:\s+(?i:of|for)(?:\s+the)?(?:\s+(?:[A-Z][\w’'&-]*|and|&|of|the)){1,8}(?<!\band)(?<!\bof)(?<!\bthe))"
        short = r"(?:\s*\([A-Z][\w &/-]{1,10}\))"
        word = rf"(?!{_STOP}|[a-z]+ed\b)\(?[\w’'&/.-]+\)?"
        name = rf"(?:{word}\s+){{0,8}}?(?:{head}\s*)+(?<!\s){of}?{short}?"
        services = rf"(?-i:{_any(words.services)})\b(?![’'-])"
        short_name = rf"[A-Z]{{2,6}}\b(?:\s+(?!{_STOP})[A-Z][\w’'-]+){{0,4}}"
        one = rf"(?:{name}|{_PERSON}|(?:the\s+)?(?:{services}|{short_name}))"
        agent = _several(one, 2)  # within the group `lead`
        adverb = r"(?:\s+(?:\w+ly|also|now|already|since|still|again|therefore|then|both|each|all|further|jointly))*"
        states, charged, talk = _any(words.states), _any(words.charged), _any(words.talk)
        doing = (
            rf"{adverb}\s+(?:(?:will|would|shall|should|must){adverb}\s+(?:meet\s+(?:with|every|all|each|monthly|weekly|quarterly)\b|(?!(?:{states})\b)\w+)|(?:will|would)\s+be\s+(?!{_GETTING})\w{{3,}}ing\b|"
            rf"\s+now\s+(?!(?:{states})\b|{_STOP})[a-z]{{2,}}(?<!ed)\b|"
            rf"(?:will\s+be|would\s+be|are|is|was|were|(?:have|has|had){adverb}\s+been){adverb}\s+(?:{charged})\b(?!\s+to\s+(?:be|take|last|cost|start|begin|finish|open|end|run|come|go)\b)|"
            rf"(?:is|are|was|were){adverb}\s+(?:(?:due\s+|set\s+|about\s+|minded\s+|hoping\s+|keen\s+|going\s+)?to\s+(?!be\b)\w+|\w{{3,}}ing\b|in\s+the\s+process)|(?:has|have|had){adverb}\s+(?!be|to\b)(?:\w{{3,}}(?:ed|en|un)|set|put|made|met|brought|sent|built|bought|found|held|led|drawn|kept|won|sought|taught|run|begun|gone)\b|"
            rf"continu(?:e|es|ed)\s+to\b|(?:agreed|undertook|offered|promised|committed|proposes?|intends?|aims?|plans?|hopes?|hoped|expects?|wishes)\s+(?:to\b|\w+ing\b)|"
            rf"(?!(?:{talk})\b)(?:\w{{3,}}ed|held|made|took|gave|ran|sent|wrote|undertook|won)\s+(?:(?:us|me|them|members)\s+)?(?:the|a|an|its|their|to|out|up|on|\d|[A-Z])|to\s+(?!be\b|the\b|a\b|our\b|their\b|all\b)\w+)"
        )
        names = rf"(?!(?i:{_any(words.no_names)})\b)[A-Z][\w’'-]+(?:\s+(?:and\s+|&\s+)?[A-Z][\w’'-]+){{1,3}}"
        self.person = re.compile(rf"(?P<lead>{names})\s+(?:to|will|would|agreed\s+to)\s+(?:{_any(words.deeds)})\b")
        self.subject = re.compile(rf"(?P<lead>{agent}){doing}")
        by_whom = rf"(?P<lead>(?:the\s+|our\s+|each\s+)?(?:{agent}|{names}))"
        self.passive = re.compile(
            rf"\b(?:be|being)(?:\s+\w+ly)?\s+(?!(?:{talk})\b)(?:\w+(?:ed|en|un|ied|wn)|{_any(words.participles)})"
            rf"(?:\s+[\w’'-]+){{0,6}}?\s+by\s+{by_whom}"
        )
        office = rf"(?:the\s+)?(?:[A-Z][\w’'-]+\s+(?:(?:of|and|for)\s+)?){{0,5}}(?i:{_any(words.offices)})\b{of}?"
        self.done_by = re.compile(
            rf"\bbeen(?:\s+\w+ly)?\s+(?!(?:{talk})\b)(?:\w+(?:ed|en|un|ied|wn)|{_any(words.participles)})"
            rf"(?:\s+[\w’'-]+){{0,3}}?\s+by\s+(?P<lead>{office}|{_PERSON})"
        )
        # Of these a bare participle tells who leads; "services provided by the trust" tells of the trust.
        self.led = re.compile(rf"\b(?:{_any(words.leading)})(?:\s+and\s+\w+ed)?(?:\s+jointly)?\s+by\s+{by_whom}")
        answers = "|".join(a.replace(" ", r"\s+") for a in words.answers)
        self.answers = re.compile(rf"\b(?:{answers})\s+{by_whom}(?:\s+to\s+(?!be\b)\w+|\s*[.,;)]|\s*$)")
        self.behind_comma = re.compile(rf",\s+(?:and\s+)?(?:{_any(words.behind_comma)})\s+by\s+{by_whom}")
        self.sent = re.compile(rf"\b(?:be|being)\s+(?:sent|issued|provided)(?:\s+out)?\s+from\s+{by_whom}")
        # "The Director said that she would write": who speaks undertakes it himself.
        self.says = re.compile(
            rf"(?P<lead>{agent}|{names})\s+(?:also\s+|then\s+)?(?:{talk}|offered|indicated|promised|undertook)\s+"
            r"(?:\w+\s+){0,3}?that\s+(?:he|she|they|s/he|he/she)(?:\s+and\s+[\w’'\s]{3,40}?)?\s+(?:would|will|was\s+to|were\s+to)\s+"
            rf"(?!(?:{states})\b(?!\s+out\b))\w+"
        )
        does = (
            rf"(?:will|shall|would)(?:\s+\w+ly)?\s+(?!(?:{states})\b)\w+|(?:is|are|was|were)(?:\s+\w+ly)?\s+(?:\w{{3,}}ing|asked|tasked)\b|"
            r"(?:has|have|had)\s+(?:agreed|undertaken|committed|been\s+(?:asked|tasked))\b|(?:agreed|undertook|offered|promised|continues?|intends?|plans?)\s+to\b"
        )
        self.leads_in = re.compile(
            rf"(?:In\s+)?(?P<lead>(?:(?:the|our|The|Our)\s+)?(?:{agent}))(?:\s+(?:also|then))?\s*(?:(?:will|shall|would|(?:is|are)\s+to|to)\s*)?:|"
            rf"(?:In\s+)?(?P<name>(?:(?:the|The)\s+)?{names})(?:\s+(?:also|then))?\s+(?:(?:will|shall)\s*:|(?:{does}))"
        )
        # Names without a word for a body in them: two words at least, or what only somebody can be told to do.
        aside = r"(?:,[^,.;]{5,120},)?"
        first = rf"(?:[Tt]he\s+)?(?!(?i:{_any(words.no_names)})\b)(?!{_STOP})[A-Z][\w’'-]+"
        self.named = re.compile(
            rf"(?P<lead>{first}(?:\s+(?:&\s+|and\s+|of\s+)?[A-Z][\w’'-]+){{1,4}}){aside}\s+"
            rf"(?:(?:is|are)\s+(?:{_any(words.doing)})\b|(?:has|have|had)\s+(?:agreed|undertaken|committed|offered)\s+to\b|"
            rf"(?:aims|intends|plans|continues)\s+to\s+(?!be\b)\w+)|"
            rf"(?P<told>{first}(?:\s+(?:&\s+)?[A-Z][\w’'-]+){{0,3}}){aside}\s+"
            rf"(?:has|have|had|was|were|is|are|will)\s+(?:been\s+|be\s+)?(?:{_any(words.told)})\s+(?:to|with|by\s+[^.]{{3,60}}\s+(?:to|with))\b"
        )
        # "The pathway, which the Head of Service will write": what a thing is told of by the way.
        self.which = re.compile(
            rf",\s+(?:and\s+)?which\s+(?P<lead>(?:the\s+)?{agent})\s+"
            rf"(?:(?:will|shall|would){adverb}\s+(?!(?:{states})\b)\w+|(?:is|are)\s+(?:now\s+)?(?:to\s+(?!be\b)\w+|\w{{3,}}ing\b))"
        )
        # "A second audit by the Principal Engineer", which has no verb.
        self.at_end = re.compile(rf"\bby\s+(?P<lead>(?:the\s+|our\s+)?{agent})\s*[.;]?\s*$")
        self.asked = re.compile(
            r"\b(?i:asked|requested|tasked|instructed|authorised?|delegated\s+to|invited|ask|request)\s+"
            rf"(?P<lead>(?:the\s+)?{agent})\s+(?:to|in\s+consultation)\b"
        )
        self.label = re.compile(
            rf"(?:^|[\s(\[])(?i:{_any(words.labels)})\s*[:–-]\s*"
            r"(?P<lead>[A-Z][\w’'&/., -]*?[\w.])(?=\s*(?:$|[)\];|]|\.\s|\n))"
        )
        self.trailing = re.compile(rf"[\[(]\s*(?P<lead>{_INITIALS})\s*[\])]\s*\.?\s*$")
        # "... – PQ", "...; Legal to chase", "... (PQ to lead)".
        self.dashed = re.compile(
            r"\s[–—-]\s(?P<lead>(?!UK|EU|US|NHS|GP|DfE)[A-Z]{2,3}(?:\s*[/&,]\s*[A-Z]{2,3})*(?:\s\([a-z]+\))?)\s*[.;]?$"
        )
        self.told = re.compile(
            rf"(?:[;(]|\s[–—-])\s*(?P<lead>(?:the\s+)?(?:{services}|[A-Z]{{2,4}}|{agent}))\s+to\s+"
            rf"(?:lead|chase|action|progress|pursue|{_any(words.deeds)})\b[^.;()]{{0,60}}[).]?\s*$"
        )
        role = (
            rf"(?:[A-Z][\w’'&.-]*\s+(?:(?:of|and|for|the|&)\s+)?){{0,5}}{head}"
            r"(?:\s+(?:of|for)(?:\s+(?:the|and|&|[A-Z][\w’'&-]*)){1,6})?"
        )
        rest = r"(?:,\s+[A-Z][\w’'&.-]*(?:\s+(?:and\s+|&\s+)?[A-Z][\w’'&.-]*){0,4})?"
        self.bracketed = re.compile(
            rf"\(\s*(?P<lead>(?:{role}|{services}){rest}(?:\s*(?:/|&|and|with)\s*(?:{role}|{services}){rest})?)\s*\)"
            r"\s*[.;]?\s*(?:(?i:red|amber|green|blue)\s*)?$"
        )
        self.speaker = re.compile(
            rf"(?P<lead>{agent}|{names})\s+(?:also\s+|then\s+)?(?:{talk}|replied|responded|answered|added|offered|"
            r"indicated|promised|undertook|told|gave|introduced|presented)\b"
        )
        self.partners = re.compile(rf"(?:^|[\s(;,.])(?i:{_any(words.partners)})\s*:?\s+", re.IGNORECASE)
        self.partner_names = re.compile(rf"(?:the\s+|our\s+)?{_several(one, 1)}")
        self.cell_label = re.compile(rf"\s*(?:{_any(words.labels)})\s*[:–-]\s*", re.IGNORECASE)
        self.at_large = re.compile(
            rf"(?:(?:the|our|all|these|some|other|local|both|its|chief|senior|two|three|four|five|six|county|city|borough|district|town|and)\s+)*(?:{'|'.join(words.at_large)})",
            re.IGNORECASE,
        )
        self.empty = frozenset(words.empty)
        self.thing = re.compile(rf"\b(?:{_any(words.things)})s?$", re.IGNORECASE)
        self.not_agent = re.compile(rf"\b(?:{_any(words.not_heads)})s?$", re.IGNORECASE)


@cache
def _patterns() -> _Patterns:
    return _Patterns(load(__package__, "vocabulary.toml", Vocabulary))


# "supported by the parks team", not "served by regular buses"; and not in "staff who will be chosen by the board".
_NAMED = re.compile(r"[A-Z]|(?:the|our|each|all|local|senior|officers|managers|members|staff|councillors)\b")
_RELATIVE = re.compile(r"\b(?:which|who|whom|that)\b[^,.;]*$")
_OPENING = re.compile(
    r"\W*(?:actions?(?:\s+point)?\s*\d*\s*[:–-]\s*)?"
    r"(?:(?:in\s+addition|further|also|however|therefore|additionally|next|finally|moreover|(?:once|when|following|"
    r"during|in|over|after|within|as|if|with|at|by|to|for)\b[^,.;]{2,120}),\s*(?:the\s+)?|"
    r"(?:in|during|from|since|by)\s+(?:(?:early|late|mid)\s+)?(?:\w+\s+)?\d{4}\s+|"
    r"(?:in|during|from|since|by|before|until|after|over|this|next|last|each|every)\s+(?:the\s+)?(?:(?:early|late|mid|end\s+of)\s+)?"
    r"(?:(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|easter|"
    r"christmas|new\s+year|meantime|interim|year|month|quarter|week|term)),?\s+(?!and\b|or\b|to\b|of\b|we\b|it\b|there\b)|"
    r"(?:meanwhile|separately|elsewhere|currently|at\s+present|before\s+then|by\s+then|since\s+then|alongside\s+this)\s+(?=the\b|our\b|[A-Z])|"
    r"that\s+(?=the\b|our\b))?",
    re.IGNORECASE,
)
_THAT = re.compile(
    r"\b(?:agreed|resolved|recommended|proposed|confirmed|requested|advised|reported|stated)\s+that\s+", re.IGNORECASE
)
_GERUND = re.compile(r"\W*(?:\w+ly\s+)?\w{3,}ing\s+(?!is|are|was|were|has|have|had|will|would)[a-z]")
_TOLD = re.compile(r"\W*(?P<lead>[A-Z]{2,4}(?:\s*(?:&|/|,|\band\b)\s*[A-Z]{2,4})+)\s+to\s+(?!be\b|the\b)[a-z]")
_LEAST_AT_END = 2  # words of a name behind "by"
# Behind its subject, what tells of the past; who "has agreed to" do something has it still before him.
_PAST = re.compile(
    r"\s+(?:\w+ly\s+|now\s+|also\s+)*(?:(?:has|have|had)\s+(?!(?:\w+\s+)?(?:agreed|undertaken|offered|promised|committed|been)\b)|"
    r"(?!undertook|agreed|offered|promised|committed)(?:\w{3,}ed|held|made|took|gave|ran|sent|wrote|won)\s)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|should|can|could|may|must|be|been|being|\w{3,}ed|\w{3,}en|made|held|led|run|sent|given)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_WE = re.compile(r"\W*(?:we|it|this|these|they|there|i|our)\b", re.IGNORECASE)


def find_lead(text: str, *, kind: Kind) -> Lead | None:
    """Who is named as responsible, or None where nobody is.

    Args:
        text: the whole words of a cell in a column such as "Lead officer", or the sentence of an action.
        kind: a `cell` is a lead whatever its words; in a `sentence` it is the doer of the verb ("The board will
            review ...", "... to be led by the board"), who is asked to do it, a label ("Lead: ...") or initials at
            the end. "We" is nobody.
    """
    return _cell(text) if kind == "cell" else _sentence(text)


def _cell(text: str) -> Lead | None:
    known = _patterns()
    start = label.end() if (label := known.cell_label.match(text)) else len(text) - len(text.lstrip())
    end = len(text.rstrip())
    partners: tuple[str, ...] = ()
    if (mark := known.partners.search(text, start)) and mark.start() > start:
        partners = tuple(p for part in re.split(r"[;,\n]|\s/\s", text[mark.end() : end]) if (p := part.strip(" .()")))
        end = len(text[: mark.start()].rstrip(" ;,.(-–\n"))
    words = text[start:end]
    if not words or words.casefold() in known.empty:
        return None
    return Lead(words, start, end, partners)


def _sentence(text: str) -> Lead | None:
    known = _patterns()
    if match := known.label.search(text):
        return _lead(text, match.start("lead"), match.end("lead"))
    if (ending := closing(text)) and ending.lead and not known.thing.search(text[slice(*ending.lead)]):
        return _lead(text, *ending.lead)
    if (match := known.trailing.search(text)) and not _spelt_out(match["lead"], text[: match.start()]):
        return _lead(text, match.start("lead"), match.end("lead"))
    for pattern in (known.dashed, known.told):
        if match := pattern.search(text):
            return _lead(text, match.start("lead"), match.end("lead"))
    if match := _TOLD.match(text):
        return _lead(text, match.start("lead"), match.end("lead"))
    if (match := known.bracketed.search(text)) and not known.not_agent.search(match["lead"]):
        return _lead(text, match.start("lead"), match.end("lead"))
    if status_patterns().order(text) or _GERUND.match(text):
        # An order has no doer but the one who is asked or who is named behind "by".
        return _other(text, 0, len(text))
    start = 0
    for edge in [*(m.end() for m in _SENTENCE.finditer(text)), None]:
        stop = edge if edge is not None else len(text)
        if found := _clause(text, start, stop):
            return found
        start = stop
        # The first sentence that has a doer of its own says who; a later one explains.
        if _WE.match(text):
            break
    return None


def labelled(text: str) -> Lead | None:
    """Who is named behind a label such as "Lead officer:", or None."""
    match = _patterns().label.search(text)
    return _lead(text, match.start("lead"), match.end("lead")) if match else None


def trailing_initials(text: str) -> Lead | None:
    """The initials of who is to act, in brackets at the end, or None."""
    match = _patterns().trailing.search(text)
    if match is None or _spelt_out(match["lead"], text[: match.start()]):
        return None
    return _lead(text, match.start("lead"), match.end("lead"))


def speaker(text: str) -> Lead | None:
    """Who spoke last in a text, of whom "he undertook to write" tells behind it, or None."""
    spoken = [match for match in _patterns().speaker.finditer(text) if not _WE.match(match["lead"])]
    return _lead(text, spoken[-1].start("lead"), spoken[-1].end("lead")) if spoken else None


def lead_in(text: str) -> Lead | None:
    """Who does what a list holds, by the words that lead it in: "The Housing Service will:", "Officers:", or None."""
    known = _patterns()
    if known.cell_label.match(text):
        return labelled(text)
    start = max((m.end() for m in _SENTENCE.finditer(text)), default=0)
    opening = _OPENING.match(text, start)
    for at in dict.fromkeys((opening.end() if opening else start, start)):
        if match := known.leads_in.match(text, at):
            group = "lead" if match["lead"] else "name"
        elif match := known.subject.match(text, at) or known.asked.search(text, at):
            group = "lead"
        if match and not known.not_agent.search(match[group]) and not _WE.match(match[group]):
            return _lead(text, *match.span(group))
    return None


def _spelt_out(initials: str, before: str) -> bool:
    """Whether initials in brackets abbreviate the words before them: a body or a thing, not a person."""
    if not initials.isalpha():
        return False  # of several persons
    letters = [word[0] for word in re.findall(r"[A-Za-z]+", before)[-2 * len(initials) :]]
    capitals = "".join(letter for letter in letters if letter.isupper())
    return initials[:2].upper() in "".join(letters).upper() or set(initials) <= set(capitals)


def _clause(text: str, start: int, stop: int) -> Lead | None:
    known = _patterns()
    opening = _OPENING.match(text, start, stop)
    for at in dict.fromkeys((opening.end() if opening else start, start)):
        match = known.subject.match(text, at, stop) or known.person.match(text, at, stop)
        if match and match.re is known.person and known.thing.search(match["lead"]):
            match = None
        if match and not known.not_agent.search(match["lead"]):
            if _INDEFINITE.match(match["lead"]):
                return None
            if _PAST.match(text, match.end("lead")) and known.at_large.fullmatch(match["lead"]):
                return None
            return _lead(text, match.start("lead"), match.end("lead"))
        if match := known.says.match(text, at, stop):
            return _lead(text, match.start("lead"), match.end("lead"))
        if match := known.named.match(text, at, stop):
            group = "lead" if match["lead"] else "told"
            if not known.not_agent.search(match[group]) and not known.thing.search(match[group]):
                return _lead(text, *match.span(group))
    for that in _THAT.finditer(text, start, stop):
        if (match := known.subject.match(text, that.end(), stop)) and not known.not_agent.search(match["lead"]):
            return _lead(text, match.start("lead"), match.end("lead"))
    return _other(text, start, stop)


def _other(text: str, start: int, stop: int) -> Lead | None:
    known = _patterns()
    # "It is agreed that the map be drawn by ...": what is agreed is no relative clause.
    start = max((that.end() for that in _THAT.finditer(text, start, stop)), default=start)
    for pattern in (
        known.asked,
        known.passive,
        known.done_by,
        known.led,
        known.answers,
        known.behind_comma,
        known.sent,
    ):
        for match in pattern.finditer(text, start, stop):
            named = pattern is known.asked or _NAMED.match(match["lead"])
            if named and not known.not_agent.search(match["lead"]) and not _RELATIVE.search(text, start, match.start()):
                return _lead(text, match.start("lead"), match.end("lead"))
    which = known.which.search(text, start, stop)
    if which and not known.not_agent.search(which["lead"]):
        return _lead(text, *which.span("lead"))
    last = known.at_end.search(text, start, stop)
    if last is None or len(last["lead"].split()) < _LEAST_AT_END or not _NAMED.match(last["lead"]):
        return None
    if not known.not_agent.search(last["lead"]) and not _VERB.search(text, start, last.start()):
        return _lead(text, *last.span("lead"))
    return None


def _lead(text: str, start: int, end: int) -> Lead:
    known = _patterns()
    partners: tuple[str, ...] = ()
    if (mark := known.partners.search(text, end)) and (names := known.partner_names.match(text, mark.end())):
        partners = (names[0],)
    return Lead(text[start:end], start, end, partners)
