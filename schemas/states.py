"""The closed vocabularies of the output: what a state, a status or a type of report may be."""

from enum import StrEnum


class State(StrEnum):
    """What became of an input; every input has exactly one in the ledger."""

    OK = "ok"
    PARTIAL = "partial"
    NEEDS_OCR = "needs_ocr"
    ENCRYPTED = "encrypted"
    CORRUPT = "corrupt"
    EMPTY = "empty"
    UNSUPPORTED = "unsupported"
    TOO_LARGE = "too_large"
    TIMED_OUT = "timed_out"
    FAILED = "failed"
    MISSING = "missing"


class Status(StrEnum):
    """How far an action has got. Meanings: docs/annotation.md."""

    COMPLETED = "completed"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"
    BEHIND = "behind"
    STOPPED = "stopped"
    UNCLEAR = "unclear"


class Commitment(StrEnum):
    """How firmly an action is promised, and by whom."""

    COMMITTED = "committed"
    PROPOSED = "proposed"
    CONDITIONAL = "conditional"
    REPORTED = "reported"
    NEGATED = "negated"


class ReportType(StrEnum):
    """What kind of paper it is."""

    PROGRESS_UPDATE = "progress_update"
    STRATEGY = "strategy"
    ACTION_PLAN = "action_plan"
    PERFORMANCE = "performance"
    DECISION = "decision"
    MINUTES = "minutes"
    OTHER = "other"


class Decision(StrEnum):
    """What the body is asked to do."""

    NOTE = "note"
    APPROVE = "approve"
    ENDORSE = "endorse"
    COMMENT = "comment"
    OTHER = "other"


class FieldSource(StrEnum):
    """Where a piece of front matter comes from."""

    PAPER = "paper"
    MANIFEST = "manifest"
    PACK = "pack"
    FILE_NAME = "file name"


class Relation(StrEnum):
    """How one record stands to another."""

    SERVES = "serves"
    REPORTS_ON = "reports_on"
    ALIGNED_WITH = "aligned_with"
    SAME_AS = "same_as"


class RecordKind(StrEnum):
    """The kinds of record that themes are given to, by the names of their tables."""

    PRIORITIES = "priorities"
    ACTIONS = "actions"
    PROGRESS = "progress"


class GapReason(StrEnum):
    """Why a theme is not among an authority's records of one kind; the first that holds. Only the last is a silence."""

    NO_RECORDS = "no_records"
    NO_PAPER_ON_SUBJECT = "no_paper_on_subject"
    NO_RECORD_OF_KIND = "no_record_of_kind"
    NOBODY_ELSE = "nobody_else"
    NO_PAPER_LIKE_IT = "no_paper_like_it"
    NOT_MENTIONED = "not_mentioned"


class Reason(StrEnum):
    """Why a paper or record counts in comparisons, or does not."""

    COUNTED = "counted"
    SAME_TEXT = "same_text"
    LIKE_TEXT = "like_text"
    DRAFT = "superseded_draft"
    STATED_AGAIN = "stated_again"
    SAME_MEETING = "same_meeting"


class Change(StrEnum):
    """What has become of an action or a priority since the paper before."""

    FIRST = "first"
    NEW = "new"
    SAME = "same"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    DROPPED = "dropped"
    REPORTED = "reported"
    TAKEN_UP = "taken up"
    NOT_FOUND = "no report found"
    UNDATED = "undated"
    NOTHING = "no actions found"
