"""The little of style sheets that decides what a reader sees: what is hidden, and how lists are numbered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.ingest.html.tree import Element

_COMMENT = re.compile(r"/\*(?:.*?\*/|.*)", re.DOTALL)  # one that is not closed runs to the end
_COUNTER = re.compile(r"@counter-style\s+([\w-]+)\s*\{([^{}]*)\}", re.IGNORECASE)
_RULE = re.compile(r"(?<![^{};@])([^{};@]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"([a-z][\w-]*|\*)?(?:([.#])([\w-]+))?$", re.IGNORECASE)
_PRINT = re.compile(r"@media\s+print\s*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.IGNORECASE)
_LONGEST = 300_000  # characters of style sheets that are read
_HEAVY = re.compile(r"bold|[6-9]00$")


@dataclass(frozen=True, slots=True)
class CounterStyle:
    """How a list prints its numbers: the form they have, and what stands around them."""

    form: str
    prefix: str = ""
    suffix: str = "."


@dataclass(slots=True)
class Sheet:
    """The rules of a page's style sheets, by simple selector (`ol`, `.name`, `ol.name`, `#name`)."""

    rules: dict[str, dict[str, str]] = field(default_factory=dict)
    counters: dict[str, CounterStyle] = field(default_factory=dict)

    def of(self, element: Element) -> dict[str, str]:
        """The properties of an element; those inherited from around it are not counted in."""
        own = _properties(element.get("style")) if "style" in element.attributes else {}
        if not self.rules:
            return own
        found: dict[str, str] = {}
        classes = element.get("class").split()
        names = [element.tag, *(f".{c}" for c in classes), *(f"{element.tag}.{c}" for c in classes)]
        if identity := element.get("id"):
            names += [f"#{identity}", f"{element.tag}#{identity}"]
        for name in names:
            found.update(self.rules.get(name, {}))
        found.update(own)
        return found


def read_sheets(root: Element) -> Sheet:
    """The rules in the style elements of a page."""
    sheet = Sheet()
    text = "\n".join(element.words for element in root.walk() if element.tag == "style")[:_LONGEST]
    text = _PRINT.sub("", _COMMENT.sub("", text))
    for name, body in _COUNTER.findall(text):
        own = _properties(body)
        form = own.get("system", "").removeprefix("extends").strip()
        prefix, suffix = (own.get(key, default).strip("\"'") for key, default in (("prefix", ""), ("suffix", ".")))
        sheet.counters[name] = CounterStyle(form or "decimal", prefix.strip(), suffix.strip())
    for selectors, body in _RULE.findall(_COUNTER.sub("", text)):
        own = {key: worth for key, worth in _properties(body).items() if key in _KEPT}
        if not own:
            continue
        for selector in selectors.split(","):
            found = _SIMPLE.match(selector.strip())
            if found and found[0]:
                sheet.rules.setdefault(found[0].lstrip("*"), {}).update(own)
    return sheet


_KEPT = frozenset(["display", "visibility", "list-style", "list-style-type", "font-weight"])


def _properties(text: str) -> dict[str, str]:
    pairs = (part.split(":", 1) for part in text.split(";") if ":" in part)
    return {key.strip().lower(): worth.replace("!important", "").strip() for key, worth in pairs}


def is_hidden(style: dict[str, str]) -> bool:
    """Whether an element with these properties is not shown."""
    return style.get("display", "").lower() == "none" or style.get("visibility", "").lower() in {"hidden", "collapse"}


def is_bold(style: dict[str, str]) -> bool | None:
    """Whether an element's own properties set it in bold; None where they do not say."""
    weight = style.get("font-weight", "").lower()
    return bool(_HEAVY.match(weight)) if weight else None


def list_style(style: dict[str, str]) -> str:
    """The name of the list style that an element's own properties ask for, or ""."""
    if named := style.get("list-style-type"):
        return named.strip("\"'")
    words = (w for w in style.get("list-style", "").split() if w not in {"inside", "outside"})
    return next((w for w in words if not w.startswith("url")), "")
