"""What the Sessions screen is made of, and where each part stands."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from zefdesk.desktop.sessions.cells import Writing
from zefdesk.desktop.sessions.column_layout import ColumnLayout
from zefdesk.desktop.sessions.columns_popup import ColumnsPopup
from zefdesk.desktop.sessions.drill_down import DrillDown
from zefdesk.desktop.sessions.facet_panel import FacetPanel
from zefdesk.desktop.sessions.filter_bar import FilterBar
from zefdesk.desktop.sessions.filtering import Filtering
from zefdesk.desktop.sessions.search_field import SearchField
from zefdesk.desktop.sessions.split import LEAST_TABLE_PX, Split
from zefdesk.desktop.sessions.table_model import SessionTableModel
from zefdesk.desktop.sessions.table_view import SessionTable
from zefdesk.desktop.sessions.totals_bar import TotalsBar
from zefdesk.desktop.settings import Settings
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.empty_state import EmptyState
from zefdesk.domain.filter_text import FilterUnreadable

_WIDEST_SEARCH = 620


class Furniture(QWidget):
    """Head with search and buttons; chips; table over totals; drill-down."""

    def __init__(self, writing: Writing, settings: Settings) -> None:
        super().__init__()
        self.search = SearchField()
        self.importing = parts.button("Import\u2026", "import", tip="Choose reports to import", key="Ctrl+I")
        self.export = parts.button(
            "Export\u2026", "download", kind="primary", tip="Write what is shown, or all, to a file", key="Ctrl+E"
        )
        self.problem = parts.label("", "bad", wrap=True)
        self.problem.hide()
        self.search.unreadable.connect(self.show_problem)
        self.filters = FilterBar()
        self.filtering = Filtering(self.filters, self.search, writing.notation)
        self.views = parts.button("Views", "bookmark", kind="ghost", tip="Filters under a name")
        self.back = parts.icon_button("arrow-left", "Back to what was looked at before", key="Alt+Left")
        self.forward = parts.icon_button("arrow-right", "Forward again", key="Alt+Right")
        self.facets_button = parts.icon_button("panel-left", "Show or hide the facets", key="F3")
        self.facets = FacetPanel(settings, writing.notation)
        self.columns = parts.button("Columns", "columns-3", kind="ghost", tip="Choose and order columns", key="Ctrl+K")
        self.panel = parts.icon_button("panel-right", "Show or hide the drill-down", key="F4")
        self.table = SessionTable(SessionTableModel(self), writing)
        self.layout_of_columns = ColumnLayout(self.table, settings, writing.notation)
        self.totals = TotalsBar()
        self.empty = EmptyState("inbox", "")
        self.drill = DrillDown(writing)
        self.charts = QVBoxLayout()
        """Where charts stand, over the table."""
        self.charts_button = parts.icon_button("chart-column", "Show or hide the charts", key="F6")
        self._ways, self._facets_card = QWidget(), parts.card()
        self._stack = QStackedWidget()
        self._rule = parts.rule()
        self._shows_table = False
        self.card = self._make_card()
        widths = (self.layout_of_columns.least_total, self.layout_of_columns.usual_total)
        self.split = Split(self.card, self.drill, settings, widths, self._spare_height)
        self._fit_soon = QTimer(self, singleShot=True, interval=0)
        self._fit_soon.timeout.connect(self.layout_of_columns.fit)
        self.table.viewport().installEventFilter(self)
        self.table.header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.header.customContextMenuRequested.connect(self.choose_columns)
        self._lay_out()
        self.show_table(shown=True, anything=True)

    @property
    def buttons(self) -> dict[str, QAbstractButton]:
        """The buttons that call a command, by its name."""
        return {
            "export": self.export,
            "columns": self.columns,
            "drill-down": self.panel,
            "facets": self.facets_button,
            "charts": self.charts_button,
            "back": self.back,
            "forward": self.forward,
        }

    def show_table(self, *, shown: bool, anything: bool) -> None:
        """Show the table, or what stands where it would be; `anything` that the ledger has sessions."""
        self._stack.setCurrentWidget(self.table if shown else self.empty)
        for part in (self._rule, self.totals, self.filters, self.columns, self.panel, self.views, self._ways):
            part.setVisible(anything)
        self._facets_card.setVisible(anything and not self.facets.isHidden())
        self.search.setEnabled(anything)
        if shown != self._shows_table:
            self._shows_table = shown
            self.split.show_table(shown=shown)

    def show_computed(self, *, there: bool) -> None:
        """Make room for the computed cost where the ledger has any."""
        layout = self.layout_of_columns
        layout.show_computed(there=there)
        self.split.take_widths(layout.least_total, layout.usual_total)

    def show_problem(self, error: FilterUnreadable | None) -> None:
        """Say what is wrong with the filter that was written, whose place is selected; nothing where it is None."""
        found = self.search.selectedText()
        said = f"\u201c{found}\u201d cannot be read here" if found else "Something is missing here"
        self.problem.setText(f"{said}: expected {error.expected}." if error else "")
        self.problem.setVisible(error is not None)

    def choose_columns(self, *_place: object) -> None:
        """Open the column chooser."""
        ColumnsPopup(self.layout_of_columns, self.columns).open_under(self.columns)

    def _spare_height(self) -> int:
        """Give the height that the charts can do without."""
        shown = [item.widget() for at in range(self.charts.count()) if (item := self.charts.itemAt(at)) is not None]
        return sum(each.height() - each.minimumHeight() for each in shown if each is not None and each.isVisible())

    def _make_card(self) -> QFrame:
        card = parts.card()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        layout = parts.column(card, spacing=0, margins=(1, 1, 1, 1))
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._rule)
        layout.addWidget(self.totals)
        card.setMinimumHeight(LEAST_TABLE_PX)
        return card

    def _lay_out(self) -> None:
        self.search.setMaximumWidth(_WIDEST_SEARCH)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        head = parts.row(parts.label("Sessions", "page"), self.search, None, self.importing, self.export, spacing=12)
        head.setStretch(1, 10)
        head.setStretch(2, 1)
        self._ways.setLayout(parts.row(self.facets_button, self.charts_button, self.back, self.forward, spacing=2))
        bar = parts.row(self._ways, self.views, self.filters, self.columns, self.panel, spacing=6)
        bar.setStretch(2, 1)
        parts.column(self._facets_card, spacing=0, margins=(1, 6, 1, 6)).addWidget(self.facets)
        self.facets.installEventFilter(self)
        beside = parts.row(self._facets_card, self.split, spacing=10)
        beside.setStretch(1, 1)
        layout = parts.column(self, spacing=8)
        layout.addLayout(head)
        layout.addWidget(self.problem)
        layout.addLayout(bar)
        layout.addLayout(self.charts)
        layout.addLayout(beside, 1)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Use the table's room anew whenever it changes."""
        if watched is self.facets and event.type() in {QEvent.Type.ShowToParent, QEvent.Type.HideToParent}:
            self._facets_card.setVisible(not self.facets.isHidden())
        elif event.type() == QEvent.Type.Resize:
            self._fit_soon.start()
        return super().eventFilter(watched, event)
