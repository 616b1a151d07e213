"""A causal account as a drawing and a table: units at t-1 and at t in two columns, and the causal links.

The account and α are those of Albantakis, Marshall, Hoel and Tononi (2019).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from engine.words import phrase, tr, trn
from viz.numbers import number
from viz.view.columns import OccurrenceMark, places
from viz.view.letters import letters
from viz.view.link_text import arithmetic, partition_marks

if TYPE_CHECKING:
    from engine.causation.account import Account, CausalLink, Transition
    from engine.substrate.substrate import Substrate
    from viz.view.columns import Units

ARROWS = {"effect": "→", "cause": "←"}
BLOCKS = {"effect": phrase("Actual effects (x → y)"), "cause": phrase("Actual causes (x ← y)")}
NOTHING = phrase("Nothing in this transition has an actual cause or effect.")
LABELLED = 12
"""Most links at which α is written: the selected one and the strongest."""
MOST_HELD = 24
"""Most units of the background that a caption lists."""
LINKS_DRAWN = 40
"""Most links in a drawing, the strongest."""

Hit = tuple[int, int]
"""(index of a link in the account, index of one of its candidates): the latter is 0 unless they are tied."""


@dataclass(frozen=True, slots=True)
class LinkMark:
    """A causal link as a line between units or sets of units, which are indices into `AccountView.spots`."""

    index: int
    """Index of the link in the account."""
    direction: Literal["cause", "effect"]
    here: int
    """The occurrence: at t-1 if the link is an effect, at t if it is a cause."""
    there: tuple[int, ...]
    """The actual effect or cause; several if candidates are tied."""
    strength: float
    """α as a share 0..1 of the largest in the account."""
    text: str
    """α with three digits."""
    about: tuple[str, ...]
    """A sentence for each entry of `there`."""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A causal link as a row of the table; sets of units are in letter case."""

    index: int
    """Index of the link in the account."""
    direction: Literal["cause", "effect"]
    x: str
    """The units at t-1; tied candidates stand in braces."""
    arrow: str
    y: str
    """The units at t; tied candidates stand in braces."""
    alpha: float
    """α in bits."""
    probability: float
    """Probability of the first candidate's state given the occurrence."""
    partitioned: float
    """The same under the weakest partition."""
    unconstrained: float
    """The same without the occurrence."""
    tied: bool
    candidates: tuple[str, ...]
    """The actual effects (y) or the actual causes (x)."""
    partition: str
    """The weakest partition, "A/C B/": the units of the occurrence, a stroke, the units of the candidate."""
    arithmetic: str
    """α as a quotient of two probabilities, in words."""


@dataclass(frozen=True, slots=True)
class AccountView:
    """A causal account: the drawing (`spots`, `links`) and the table (`rows`, `totals`)."""

    title: str
    spots: tuple[OccurrenceMark, ...]
    links: tuple[LinkMark, ...]
    """The links that are drawn, in the order of the account."""
    rows: tuple[AccountRow, ...]
    """Every link of the account, drawn or not."""
    totals: tuple[tuple[str, str], ...]
    """(name, value) of the sums of α and of the irreducibility of the whole transition, in bits."""
    selected: Hit | None
    note: str
    """Whether there are no links, too many to draw, or indeterminate ones; may be empty."""
    caption: str

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        if not self.rows:
            return f"{self.title}. {NOTHING}"
        best = max(self.rows, key=lambda row: row.alpha)
        return trn(
            "{title}: {n} causal link, {link} with α = {alpha} bits.",
            "{title}: {n} causal links, the strongest {link} with α = {alpha} bits.",
            len(self.rows),
            title=self.title,
            link=f"{best.x} {best.arrow} {best.y}",
            alpha=number(best.alpha),
        )


def account_view(
    substrate: Substrate, account: Account, selected: Hit | None = None, title: str = ""
) -> AccountView:
    """Return the drawing and the table of a causal account.

    Parameters
    ----------
    substrate
        The substrate of the transition.
    account
        All causal links of a transition.
    selected
        The link to show in colour, all others in grey, and the candidate to emphasise if several are tied.
    title
        The title; by default the transition, "AB ≺ C".

    Returns
    -------
    AccountView
        At most `LINKS_DRAWN` links in the drawing, all of them in the table.
    """
    moved = account.transition
    links = account.links
    strongest = max((link.alpha for link in links), default=1.0)
    if selected is not None and selected[0] >= len(links):
        selected = None
    chosen = None if selected is None else selected[0]
    shown = sorted(range(len(links)), key=lambda i: (i != chosen, -links[i].alpha))[:LINKS_DRAWN]
    spots = places(substrate, moved, [_ends(links[i]) for i in sorted(shown)])
    at = {(spot.column, spot.units): i for i, spot in enumerate(spots)}
    rows = tuple(_row(i, link, moved) for i, link in enumerate(links))
    tied = sum(link.indeterminate for link in links)
    notes = [
        "" if links else str(NOTHING),
        tr("The {most} strongest of {all} links are drawn.", most=LINKS_DRAWN, all=len(links))
        if len(links) > LINKS_DRAWN
        else "",
        tr("α of the {most} strongest is written.", most=LABELLED) if len(links) > LABELLED else "",
        tr("{count} indeterminate: equally good candidates in a brace.", count=tied) if tied else "",
    ]
    return AccountView(
        title=title or transition_text(moved),
        spots=spots,
        links=tuple(_mark(i, links[i], rows[i], at, strongest) for i in sorted(shown)),
        rows=rows,
        totals=_totals(account),
        selected=selected,
        note=" ".join(filter(None, notes)),
        caption=caption(account),
    )


def columns(view: AccountView) -> dict[str, list]:
    """Return the table as columns for a file: not translated, with numbers in full precision."""
    names = [name for name in AccountRow.__slots__ if name not in ("candidates", "arithmetic")]
    return {name: [getattr(row, name) for row in view.rows] for name in names}


def transition_text(moved: Transition) -> str:
    """Return a transition without its background, in letter case: "AB ≺ C"."""
    return f"{letters(moved.causes, moved.before_of(moved.causes))} ≺ {letters(moved.effects, moved.after)}"


def caption(account: Account) -> str:
    """Return the caption of a figure: transition, background, formalism, version."""
    moved = account.transition
    held = moved.background[:MOST_HELD]
    fixed = letters(held, moved.before_of(held))
    if len(moved.background) > MOST_HELD:
        more = len(moved.background) - MOST_HELD
        fixed = trn("{units} and {n} more unit", "{units} and {n} more units", more, units=fixed)
    return " · ".join(
        filter(
            None,
            [
                tr("Transition {transition}", transition=transition_text(moved)),
                tr("background {state}", state=fixed) if fixed else "",
                tr("actual causation (Albantakis et al. 2019)"),
                tr("α in bits"),
                f"phiscope {account.version}",
            ],
        )
    )


def _ends(link: CausalLink) -> tuple[list[Units], list[Units]]:
    """Return the sets of units at t-1 and at t between which a link leads."""
    here, there = [link.occurrence], list(link.candidates)
    return (here, there) if link.direction == "effect" else (there, here)


def _mark(
    index: int, link: CausalLink, row: AccountRow, at: dict[tuple[str, Units], int], strongest: float
) -> LinkMark:
    here, there = ("before", "after") if link.direction == "effect" else ("after", "before")
    return LinkMark(
        index=index,
        direction=link.direction,
        here=at[here, link.occurrence],
        there=tuple(at[there, units] for units in link.candidates),
        strength=link.alpha / strongest,
        text=number(link.alpha),
        about=tuple(_about(row, i) for i in range(len(row.candidates))),
    )


def _about(row: AccountRow, candidate: int) -> str:
    """Return the sentence about a link to one of its candidates.

    The quotient of probabilities is known for the first candidate only; the others have the value of α.
    """
    found, count = row.candidates[candidate], len(row.candidates)
    x, y = (row.x, found) if row.direction == "effect" else (found, row.y)
    link = f"{x} {row.arrow} {y}"
    if count > 1:
        link = tr("{link}, one of {count} equally good", link=link, count=count)
    said = row.arithmetic if candidate == 0 else tr("α = {alpha} bits", alpha=number(row.alpha))
    return f"{link}: {said}"


def _row(index: int, link: CausalLink, moved: Transition) -> AccountRow:
    is_effect = link.direction == "effect"
    occurrence = letters(link.occurrence, link.state)
    state_of = moved.after_of if is_effect else moved.before_of
    there = [letters(units, state_of(units)) for units in link.candidates]
    found = there[0] if len(there) == 1 else "{ " + " | ".join(there) + " }"
    return AccountRow(
        index=index,
        direction=link.direction,
        x=occurrence if is_effect else found,
        arrow=ARROWS[link.direction],
        y=found if is_effect else occurrence,
        alpha=link.alpha,
        probability=link.probability,
        partitioned=link.partitioned,
        unconstrained=link.unconstrained,
        tied=link.indeterminate,
        candidates=tuple(there),
        partition=partition_marks(link.partition.parts),
        arithmetic=arithmetic(link.probability, link.partitioned, link.alpha),
    )


def _totals(account: Account) -> tuple[tuple[str, str], ...]:
    sums, whole = account.alpha_total, account.irreducibility
    return (
        (tr("Σα causes"), number(sums["cause"])),
        (tr("Σα effects"), number(sums["effect"])),
        ("𝒜_c", number(whole.cause)),
        ("𝒜_e", number(whole.effect)),
        ("𝒜", number(whole.both)),
    )
