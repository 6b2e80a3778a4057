"""The commands of the Chargers & rates screen, with their keys, by the names under which the menus find them."""

COMMANDS = {
    "undo": ("&Undo", "Ctrl+Z"),
    "redo": ("&Redo", "Ctrl+Shift+Z"),
    "find": ("&Find a charger", "Ctrl+F"),
    "add-charger": ("&Add a charger", "Ctrl+Shift+N"),
}
