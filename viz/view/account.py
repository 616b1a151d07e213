"""A causal account as a drawing and a table: two columns t-1 and t, links between sets of units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from engine.words import tr, trn
from viz.numbers import number, plain
from viz.view.columns import OccurrenceMark, places
from viz.view.letters import letters, plain_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.causation.account import Account, CausalLink, Transition
    from engine.substrate.substrate import Substrate
    from viz.view.columns import Units

ARROWS = {"effect": "→", "cause": "←"}
BLOCKS = {"effect": tr("Actual effects (x → y)"), "cause": tr("Actual causes (x ← y)")}
NOTHING = tr("Nothing in this transition has an actual cause or effect.")
LINKS_DRAWN = 40

Hit = tuple[int, int]
"""A link of an account, and which of its candidates: 0 unless they are tied."""


@dataclass(frozen=True, slots=True)
class LinkMark:
    """One link between spots; a thickness share of 1 is the strongest of the account.

    An effect link leads from `here` at t-1, a cause link from `here` at t; `there` has several spots when
    candidates are tied, each with a sentence of its own in `about`.
    """

    index: int
    direction: Literal["cause", "effect"]
    here: int
    there: tuple[int, ...]
    strength: float
    text: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One line of the table, with x at t-1 to the left of the arrow; candidates in braces are tied.

    `candidates` are those of the side that was looked for, y for effects and x for causes; `partition` is
    the link's, "A/C B/": units of the occurrence before the stroke, those of the other side behind it.
    """

    index: int
    direction: Literal["cause", "effect"]
    x: str
    arrow: str
    y: str
    alpha: float
    probability: float
    partitioned: float
    unconstrained: float
    tied: bool
    candidates: tuple[str, ...]
    partition: str
    arithmetic: str


@dataclass(frozen=True, slots=True)
class AccountView:
    """What a picture and a table of a causal account show; `index` counts the links of the account."""

    title: str
    spots: tuple[OccurrenceMark, ...]
    links: tuple[LinkMark, ...]
    rows: tuple[AccountRow, ...]
    totals: tuple[tuple[str, str], ...]
    selected: Hit | None
    note: str
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
    """Return the drawing and table of an account.

    Parameters
    ----------
    selected
        The link to show in colour, the others grey, and which of its tied candidates to bring out.
    title
        Instead of "AB ≺ C", the two states.
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
        "" if links else NOTHING,
        tr("The {most} strongest of {all} links are drawn.", most=LINKS_DRAWN, all=len(links))
        if len(links) > LINKS_DRAWN
        else "",
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
    """Return the rows as columns for a file, the same in every language; numbers are in full precision."""
    names = [name for name in AccountRow.__slots__ if name not in ("candidates", "arithmetic")]
    return {name: [getattr(row, name) for row in view.rows] for name in names}


def transition_text(moved: Transition) -> str:
    """Return the transition of the units that count, in letter case: "AB ≺ C"."""
    return f"{letters(moved.causes, moved.before_of(moved.causes))} ≺ {letters(moved.effects, moved.after)}"


def caption(account: Account) -> str:
    """Return the line under a figure: transition, background, formalism, version."""
    moved = account.transition
    fixed = letters(moved.background, moved.before_of(moved.background))
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


def arithmetic(probability: float, partitioned: float, alpha: float) -> str:
    """Return α as the quotient it is: "α = log2(0.5/0.375) = 0.415 bits"."""
    quotient = f"{plain(probability)}/{plain(partitioned)}"
    return tr("α = log2({quotient}) = {alpha} bits", quotient=quotient, alpha=number(alpha))


def partition_parts(parts: Sequence[tuple[Units, Units]]) -> tuple[str, ...]:
    """Return the parts in words: "A with C", "B alone"; purview units in no part are unconstrained."""
    said = []
    for here, there in parts:
        if here and there:
            both = plain_letters(here), plain_letters(there)
            said.append(tr("{units} with {others}", units=both[0], others=both[1]))
        elif here:
            said.append(tr("{units} alone", units=plain_letters(here)))
        elif there:
            said.append(tr("{units} unconstrained", units=plain_letters(there)))
    return tuple(said)


def partition_text(parts: Sequence[tuple[Units, Units]]) -> str:
    """Return a partition as a sentence would have it: "A with C, B alone"."""
    return ", ".join(partition_parts(parts))


def partition_marks(parts: Sequence[tuple[Units, Units]]) -> str:
    """Return a partition without words: "A/C B/"."""
    return " ".join(f"{','.join(here)}/{','.join(there)}" for here, there in parts if here or there)


def _ends(link: CausalLink) -> tuple[list[Units], list[Units]]:
    """Return the sets at t-1 and at t that a link joins."""
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
    """Return what to say of a link over one of its candidates; only of the first the sum is known."""
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
