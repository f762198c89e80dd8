"""Follow-up paragraphs and their parts: recommendation, reply, stakeholders, earlier and present evaluations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from treatygrade.schemes import Scheme
from treatygrade.segment.limbs import Limb
from treatygrade.segment.lines import Line, Page, stands_above
from treatygrade.segment.marks import Marks, leading, worded
from treatygrade.segment.openings import (
    GRADE,
    TITLE,
    after_numbering,
    clean,
    closes,
    is_scope,
    is_title,
    lists_grades,
    recommended,
    says_grade,
    turn,
)
from treatygrade.segment.pieces import in_words
from treatygrade.segment.report import Span
from treatygrade.segment.scopes import SCOPE

_SHORT = 5  # characters after a quotation that are no text
_RUN_IN_SCOPE = re.compile(rf"(?:items?|points?|alineas?|apartados?|incisos?|subparagraphs?) {SCOPE}[.:] ?")
_ITEM = re.compile(r"\(?[a-z]{1,4}\) ")
_STOPS = '.?!”"»'


class Reader:
    """Reads the lines of one State, after its header, into limbs. One small rule for each role of a line."""

    def __init__(self, page: Page, lines: Sequence[Line], scheme: Scheme, followup: Iterable[str] = ()) -> None:
        self.page, self.lines, self.scheme = page, lines, scheme
        self.followup = frozenset(followup)
        self.limbs: list[Limb] = []
        self.part = "end"
        self.scope = ""
        # A scope on a line of its own inside an evaluation holds up to the next grade after its text.
        self.inner = self.spent = False
        self.title = ""
        self.index = 0
        # Where evaluations are labelled, labels alone say what a part is; but "Assessment: B" may stand under its text.
        annex = next((index for index, line in enumerate(lines) if line.role == "annex"), len(lines))
        label = next((index for index, line in enumerate(lines[:annex]) if line.role == "evaluation"), None)
        self.under = label is not None and self._stands_under(label)
        self.labelled = label is not None and not self.under

    def read(self) -> list[Limb]:
        """The limbs, in document order."""
        handlers = {
            "paragraph": self._paragraph,
            "recommendation": self._recommendation,
            "received": self._reply,
            "reply": self._reply,
            "stakeholders": self._stakeholders,
            "previous": self._previous,
            "evaluation": self._evaluation,
            "skip": self._skip,
            "end": self._end,
            "heading": self._heading,
            "adopted": self._beside,
            "head": self._beside,
        }
        for index, line in enumerate(self.lines):
            self.index = index
            if line.role == "annex":
                break
            if line.role == "paragraph" and (self._is_tagged(line) or self._names_scope(index)):
                self._feed(line.start, line.end)
                continue
            handlers.get(line.role, self._text)(line)
        return self.limbs

    def _stands_under(self, index: int) -> bool:
        """Whether a label holds a grade and announces nothing: the next paragraph or the end follows."""
        line, after = self.lines[index], [later.role for later in self.lines[index + 1 : index + 2]]
        return line.body < line.end <= line.body + GRADE and after != ["text"]

    def _is_tagged(self, line: Line) -> bool:
        """Whether "Paragraph 16 (a): title: [B]", or "Paragraph 16 (a): B", stands over a part of the evaluation."""
        same = bool(self.limbs) and self.limbs[-1].number == line.number
        if self.part != "evaluation" or not same or line.end - line.start > TITLE:
            return False
        marks = leading(self.page, line.start, line.end)
        return marks is not None and any(mark.printed for mark in marks.marks)

    def _names_scope(self, index: int) -> bool:
        """Whether "Paragraph 16 (a)" stands over a part of the evaluation and not over a recommendation."""
        line = self.lines[index]
        same = bool(self.limbs) and self.limbs[-1].number == line.number
        if self.part != "evaluation" or not same or not line.scope or line.title[0] < line.title[1]:
            return False
        for later in self.lines[index + 1 :]:
            start = after_numbering(self.page, later.start, later.end)
            if not self.labelled and self.page.words.openers["recommendation"].match(
                self.page.folded, start, later.end
            ):
                return False
            if later.role not in ("text", "heading"):
                return later.role in ("paragraph", "end", "annex")
        return True

    # One handler for each role that starts something.

    def _paragraph(self, line: Line) -> None:
        if self.followup and line.number not in self.followup and self.part in ("reply", "stakeholders"):
            self._text(line)
            return
        title = self.page.text[slice(*line.title)].strip(" .:–-")
        current = self.limbs[-1] if self.limbs else None
        if current and current.number == line.number:
            title = title or current.title
        if current and current.fresh and current.number == line.number:
            current.scope, current.title = line.scope or current.scope, title
        else:
            self.limbs.append(Limb(line.number, title or self.title, line.scope))
        self.title = ""
        self.part, self.scope = "recommendation", ""
        if line.body < line.end:
            graded = worded(self.page, line.body, line.end)
            if graded:
                self.limbs[-1].marks = graded.marks
            elif self.labelled or not self._opened(Line(line.body, line.end, line.block)):
                self._feed(line.body, line.end)

    def _recommendation(self, line: Line) -> None:
        if self.limbs and not self.limbs[-1].fresh:
            self.limbs.append(Limb(self.limbs[-1].number, self.limbs[-1].title, line.scope))
        elif self.limbs and line.scope:
            self.limbs[-1].scope = line.scope
        self._begin("recommendation", line)

    def _reply(self, line: Line) -> None:
        if self.limbs and self.limbs[-1].evaluation:
            self.limbs.append(self.limbs[-1].again(line.scope))
        elif self.limbs and line.scope:
            self.limbs[-1].scope = line.scope
        self._begin("reply", line)

    def _stakeholders(self, line: Line) -> None:
        self._begin("stakeholders", line)

    def _previous(self, line: Line) -> None:
        if self.limbs:
            self.limbs[-1].previous_note = line.note
        self._begin("previous", line)

    def _evaluation(self, line: Line) -> None:
        if self.limbs and self.limbs[-1].evaluation and self.part != "evaluation":
            self.limbs.append(self.limbs[-1].again())  # what lies between is not evaluated
        self._begin("evaluation", line, line.scope)
        if self.under:
            self.part = "end"

    def _skip(self, _: Line) -> None:
        self.part = "skip" if self.part == "evaluation" else self.part

    def _beside(self, _: Line) -> None:
        """A footnote, or the head of a table: of no part, and the part goes on after it."""

    def _end(self, _: Line) -> None:
        self.part = "end"

    def _heading(self, line: Line) -> None:
        if is_scope(self.page, line) or (self.part == "evaluation" and leading(self.page, line.start, line.end)):
            self._text(line)
        elif self.part in ("evaluation", "end"):
            self.part, self.title = "end", clean(self.page, line)
        else:
            self._text(line)

    def _begin(self, part: str, line: Line, scope: str = "") -> None:
        self.part, self.scope, self.inner, self.spent = part, scope, False, False
        if line.body < line.end:
            self._feed(line.body, line.end)

    # Lines without a role.

    def _text(self, line: Line) -> None:
        page = self.page
        marks = leading(page, line.start, line.end)
        alone = marks.body == line.end if marks else says_grade(self.page, self.scheme, line)
        if self.part in ("recommendation", "reply", "stakeholders") and (alone or self._graded(marks)):
            self.part = "evaluation"  # a grade on a line of its own opens an evaluation that has no label
        if marks and self.part == "skip":
            self.part = "evaluation"
        if marks and self.spent:
            self.scope, self.inner, self.spent = "", False, False
        if is_scope(self.page, line):
            self._scope_heading(line)
            return
        if self.part == "evaluation" and lists_grades(self.page, line):
            return
        if not alone and self._titles(line):
            self.limbs[-1].title = clean(self.page, line)
            return
        if not self.labelled:
            told = worded(page, line.start, line.end) or in_words(page, self.scheme, line.start, line.end)
            if self.part in ("recommendation", "reply") and told:
                self.part = "evaluation"
            if self._opened(line):
                return
        ends = not alone and (closes(self.page, line, self.lines) or self._announces(line))
        if self.part == "evaluation" and ends:
            self.part = "end"
        if self.part == "end":
            self._keep_title(line)
            return
        self.spent = self.inner and not marks
        self._feed(line.start, line.end)

    def _graded(self, marks: Marks | None) -> bool:
        """Whether "[B] The Committee …" is an evaluation: where nothing else stands under the heading, or no labels."""
        tagged = marks is not None and any(mark.printed.startswith("[") for mark in marks.marks)
        return tagged and bool(self.limbs) and (self.limbs[-1].fresh or not self.labelled)

    def _titles(self, line: Line) -> bool:
        """Whether the title stands under "Paragraph 16": a short line without a full stop, before more text."""
        limb = self.limbs[-1] if self.limbs else None
        if limb is None or not limb.fresh or limb.title or self.part != "recommendation":
            return False
        words, after = self.page.text[line.start : line.end], self.lines[self.index + 1 : self.index + 2]
        titled = len(words) < TITLE and words[0].isupper() and words[-1].isalnum()
        return titled and any(later.role == "text" for later in after)

    def _scope_heading(self, line: Line) -> None:
        if not self.limbs:
            return
        scope = self.page.folded[line.start : line.end]
        if self.part == "evaluation" and self.labelled:
            self.scope, self.inner, self.spent = scope, True, False
        elif self.limbs[-1].evaluation:
            self.limbs.append(self.limbs[-1].again(scope))
            self.part = "reply"
        else:
            self.limbs[-1].scope = scope

    def _opened(self, line: Line) -> bool:
        """Whether the line opens a part by the way its sentences begin; if so it is read here."""
        openers, folded = self.page.words.openers, self.page.folded
        start = after_numbering(self.page, line.start, line.end)
        if match := openers["recommendation"].match(folded, start, line.end):
            self._opened_recommendation(line, start, match.end())
        elif self.part == "end" or (self.limbs[-1].fresh and openers["asking"].match(folded, start, line.end)):
            return False
        elif match := _RUN_IN_SCOPE.match(folded, start, line.end):
            self._scope_heading(Line(start, match.end(), line.block))
            self._opened(Line(match.end(), line.end, line.block))
        elif self._replies(start, line.end):
            self._reply(Line(line.start, line.start, line.block, body=line.start))
            self._split(start, line.end)
        elif self.part in ("recommendation", "reply"):
            self._split(start, line.end)
        else:
            return False
        return True

    def _replies(self, start: int, end: int) -> bool:
        """Whether the reply begins at ``start``: it says so, or the recommendation has been said."""
        if self.part != "reply" and self.page.words.openers["reply"].match(self.page.folded, start, end):
            return True
        said = self.limbs[-1].recommendation if self.limbs and self.part == "recommendation" else None
        if said is None or _ITEM.match(self.page.folded, start):
            return False
        return any(char in _STOPS for char in self.page.text[said.end - 1 : said.end + 1])  # a quotation ends inside

    def _opened_recommendation(self, line: Line, start: int, after: int) -> None:
        reference = self.page.words.reference.search(self.page.folded, start, min(line.end, start + 160))
        current = self.limbs[-1] if self.limbs else None
        if reference and (current is None or not current.fresh or current.number != reference["number"]):
            title = self.title or (current.title if current and current.number == reference["number"] else "")
            self.limbs.append(Limb(reference["number"], title))
            self.title = ""
        elif current and not current.fresh:
            self.limbs.append(Limb(current.number, self.title or current.title))
        if not self.limbs:
            return
        if reference and reference["scope"]:
            self.limbs[-1].scope = reference["scope"]
        self.part = "recommendation"
        said, rest = recommended(self.page, start, after, line.end, reference)
        if said:
            self._feed(*said)
        if line.end - rest > _SHORT:
            self.part = "reply"
            self._split(rest, line.end)

    def _split(self, start: int, end: int) -> None:
        """Feed a line in which the reply may end and the evaluation begin: "The Committee finds …"."""
        cut = turn(self.page, start, end)
        if cut is None or (self.part == "recommendation" and cut > start):
            self._feed(start, end)
            return
        if cut > start:
            self._feed(start, cut)
        self.part = "evaluation"
        self._feed(cut, end)

    def _keep_title(self, line: Line) -> None:
        if is_title(self.page, line) or (line.end - line.start < TITLE and self._announces(line)):
            self.title = clean(self.page, line)

    def _announces(self, line: Line) -> bool:
        """Whether the title stands above "Paragraph 16": a short line without a full stop."""
        following = self.lines[self.index + 1] if self.index + 1 < len(self.lines) else None
        return following is not None and stands_above(self.page, line, following)

    def _feed(self, start: int, end: int) -> None:
        """Add a stretch of text to the part that is open."""
        if not self.limbs or not any(map(str.isalnum, self.page.text[start:end])):
            return
        limb = self.limbs[-1]
        while end > start and self.page.text[end - 1].isspace():
            end -= 1
        if self.part == "evaluation":
            limb.evaluation.append((start, end, self.scope))
        elif self.part == "previous":
            limb.previous.append((start, end))
        elif self.part in ("recommendation", "reply", "stakeholders"):
            span = getattr(limb, self.part)
            begin = span.start if span else after_numbering(self.page, start, end)
            setattr(limb, self.part, Span(begin, max(begin, end)))
