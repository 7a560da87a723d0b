"""The Doc of a paper: as spaCy would make it."""

import spacy

from pipeline.extract.components import PaperTokenizer

_TEXT = (
    "The team doesn't meet (e.g. in August); it's paid £4.5m.\n\nHousing co-ordinators can't, however, wait: "
    "see www.hartsmere.gov.uk, U.K. law, 5km and 10am-11am.\tDon’t \u00a0 print \u2003 this."
)


def test_tokens_are_those_of_the_plain_tokenizer() -> None:
    plain = spacy.blank("en").tokenizer
    own = PaperTokenizer(spacy.blank("en").tokenizer)
    for text in (_TEXT, _TEXT, "", " ", f" {_TEXT} ", _TEXT.replace(" ", "\n")):
        doc, expected = own(text), plain(text)
        assert doc.text == text
        assert [(t.text, t.whitespace_, t.norm_) for t in doc] == [(t.text, t.whitespace_, t.norm_) for t in expected]
