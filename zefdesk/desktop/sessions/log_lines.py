"""Lines of a log around an event, asked for in the background and shown in the Source tab."""

from zefdesk.desktop.sessions.drill_down import DrillDown
from zefdesk.desktop.sessions.loader import Loader
from zefdesk.domain.logged import Span
from zefdesk.services import charger_logs


def ask(loader: Loader | None, drill: DrillDown, span: Span) -> None:
    """Show the lines around a place in the log of the session that is shown."""
    trace = drill.trace
    if loader is not None and trace is not None:
        loader.ask(lambda: charger_logs.lines_of(trace, span), drill.show_lines, "lines")
