"""Back and forward through what was looked at."""

from zefdesk.domain.query import SessionQuery

MOST = 200


class History:
    """The queries that were asked, and where among them one is."""

    def __init__(self) -> None:
        self._asked: list[SessionQuery] = []
        self._at = -1

    def begin(self, query: SessionQuery) -> None:
        """Begin anew with a query."""
        self._asked, self._at = [query], 0

    def go(self, query: SessionQuery) -> None:
        """Go on to a query; what lay ahead is forgotten. Words that are still being typed are one step."""
        if self._at >= 0 and _typed_on(self._asked[self._at], query):
            self._asked[self._at :] = [query]
            return
        self._asked[self._at + 1 :] = [query]
        self._asked = self._asked[-MOST:]
        self._at = len(self._asked) - 1

    def back(self) -> SessionQuery | None:
        """Go back; gives the query there, None where there is none."""
        return self._move(-1)

    def forward(self) -> SessionQuery | None:
        """Go forward again."""
        return self._move(1)

    @property
    def can_go_back(self) -> bool:
        """Whether there is anything before."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is anything ahead."""
        return self._at + 1 < len(self._asked)

    def _move(self, step: int) -> SessionQuery | None:
        if not 0 <= self._at + step < len(self._asked):
            return None
        self._at += step
        return self._asked[self._at]


def _typed_on(before: SessionQuery, after: SessionQuery) -> bool:
    return (
        before.conditions == after.conditions
        and before.sort == after.sort
        and bool(before.search)
        and bool(after.search)
        and (after.search.startswith(before.search) or before.search.startswith(after.search))
    )
