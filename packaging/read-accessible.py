"""Presses a button of the start screen over the accessibility bus, reads the answer's tree back from there, prints its outline, and fails where it is not what a reader needs."""

import sys
import time

import pyatspi
from gi.repository import GLib

WAIT_SECONDS = 60
# The button that is pressed, as a screen reader presses it.
EXAMPLE = "Blocked page"
# What must be found then, in the order in which it is seen.
EXPECTED = [
    ("button", "Open…"),
    ("button", "Paste"),
    ("button", "New"),
    ("label", "Microsoft accepted who you are"),
    ("button", "Copy for IT"),
    ("label", "Waiting will probably not help"),
    ("heading", "Was this you?"),
    ("heading", "Report for IT"),
]
ROLES = {
    pyatspi.ROLE_PUSH_BUTTON: "button",
    pyatspi.ROLE_HEADING: "heading",
    pyatspi.ROLE_LABEL: "label",
    pyatspi.ROLE_STATIC: "label",
}


ANNOUNCED = []


def listen():
    """Hears what the window wants to be read out at once."""
    pyatspi.Registry.registerEventListener(lambda event: ANNOUNCED.append(str(event.any_data)), "object:announcement")


def wait(seconds):
    end = time.time() + seconds
    while time.time() < end:
        while GLib.MainContext.default().iteration(False):
            pass
        time.sleep(0.02)


def window(until):
    """The outline of the window, as soon as it has what is asked for, and its nodes."""
    end = time.time() + WAIT_SECONDS
    while time.time() < end:
        for application in pyatspi.Registry.getDesktop(0):
            if application and "whyblocked" in (application.name or "").lower():
                rows = outline(application)
                if any(row[2].startswith(until) for row in rows):
                    return rows
        wait(0.5)
    sys.exit(f"FAILED: “{until}” is not on the accessibility bus")


def words(node):
    """The name, or the text where a node has its words as that."""
    if node.name:
        return node.name
    try:
        text = node.queryText()
        return text.getText(0, min(text.characterCount, 200))
    except NotImplementedError:
        return ""


def outline(node, depth=0):
    rows = []
    for child in node:
        if child is None:
            continue
        role = ROLES.get(child.getRole(), child.getRoleName())
        rows.append((depth, role, words(child).replace("\n", " "), child))
        rows.extend(outline(child, depth + 1))
    return rows


listen()
start = window(EXAMPLE)
next(row[3] for row in start if row[2] == EXAMPLE).queryAction().doAction(0)
rows = window("Copy for IT")
wait(1)
for depth, role, name, _ in rows:
    if name:
        print(f"{'  ' * min(depth, 8)}{role}: {name[:90]}")
place = 0
for role, name in EXPECTED:
    at = next((i for i, row in enumerate(rows[place:], place) if row[1] == role and row[2].startswith(name)), None)
    if at is None:
        sys.exit(f"FAILED: no {role} “{name}” behind “{rows[place][2]}”")
    place = at
unnamed = [role for _, role, name, _ in rows if role == "button" and not name]
if unnamed:
    sys.exit(f"FAILED: {len(unnamed)} buttons without a name")
if not any(text.startswith("Microsoft accepted who you are") for text in ANNOUNCED):
    sys.exit(f"FAILED: the verdict was not announced, only {ANNOUNCED}")
buttons = sum(1 for row in rows if row[1] == "button")
print(f"nodes {len(rows)}, named {sum(1 for row in rows if row[2])}, buttons {buttons}, announced {ANNOUNCED}")
