"""The commands of the Chargers & rates screen, with their keys, by the names under which the menus find them."""

COMMANDS = {
    "undo": ("&Undo", "Ctrl+Z"),
    "redo": ("&Redo", "Ctrl+Shift+Z"),
    "find": ("&Find a charger", "Ctrl+F"),
    "add-charger": ("A&dd a charger", "Ctrl+Shift+N"),
}
OF_DESIGNER = {
    "new-profile": ("&New billing profile\u2026", "Ctrl+Alt+N"),
    "save-version": ("&Save version", "Ctrl+Shift+S"),
    "compare-month": ("Compare a &month", "Ctrl+Alt+M"),
    "open-profile-file": ("Open a profile or &tariff as a draft\u2026", "Ctrl+Alt+O"),
    "export-profile": ("Export the profile as &JSON\u2026", "Ctrl+Alt+E"),
    "export-tariff": ("Export the profile as an &OCPI tariff\u2026", ""),
}
