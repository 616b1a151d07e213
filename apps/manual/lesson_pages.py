"""Pages for teachers: the lessons that there are, and how they are written."""

from __future__ import annotations

from apps.lessons.kinds import COMMON, FRONT, STEPS
from apps.lessons.library import OWN, shelf
from apps.manual.markdown import code, listed, page, plain, table


def lessons() -> str:
    """Return the course plan: each lesson with its length, words and steps."""
    rows, about = [], []
    for found in shelf().lessons:
        taught = dict.fromkeys(word for step in found.steps for word in step.words)
        rows.append([f"[{plain(found.title)}](#{found.slug})", f"{found.minutes} min", str(len(found.steps))])
        about += [
            f"## {plain(found.title)} {{#{found.slug}}}",
            found.about,
            *([f"**Words:** {', '.join(plain(word) for word in taught)}."] if taught else []),
            "**Steps:** " + " · ".join(plain(step.title) for step in found.steps),
        ]
    said = "The lessons of the app, in their order. *Lessons* in the bar opens them beside the views."
    return page("The lessons", said, table(["lesson", "takes", "steps"], rows), *about)


def syntax() -> str:
    """Return how lessons are written: the guide beside them, and the kinds of step from their declaration."""
    guide = (OWN / "README.md").read_text(encoding="utf-8")
    rows = [
        [plain(name), code(f"{kind.key}:" if kind.key else ""), plain(kind.says),
         listed(f"{each}:" for each in kind.needs), listed(f"{each}:" for each in kind.may)]
        for name, kind in STEPS.items()
    ]  # fmt: skip
    kinds = table(["kind", "told by", "what it does", "needs", "may have"], rows)
    every = f"Every kind may have {listed(f'{each}:' for each in COMMON)}."
    front = table(["line", "what it is"], [[code(f"{name}:"), plain(says)] for name, says in FRONT.items()])
    return "\n\n".join(
        [guide.rstrip(), "## The kinds of step", kinds, every, "## The top of a lesson", front]
    )
