"""What lessons ask the engine about one network in one state, each computed once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from apps.document.snapshot import Snapshot
from apps.document.transition import moment
from engine.errors import TooLargeError
from engine.formalisms import formalism_of
from engine.words import tr

if TYPE_CHECKING:
    from engine.causation.account import Account
    from engine.iit4.complexes import Complexes
    from engine.iit4.integration import SystemIntegration
    from engine.iit4.structure import PhiStructure
    from engine.run.jobs import Cancel

MOST_UNITS = 10  # unfolding so many takes a second
MOST_SEARCHED = 7
State = tuple[int, ...]
Units = tuple[str, ...]


class Facts:
    """Answers about a snapshot: of its own state and system, or of others that are named.

    ``stop`` ends what takes long.
    """

    def __init__(self, snapshot: Snapshot, stop: Cancel | None = None) -> None:
        self.snapshot, self._stop = snapshot, stop
        self._known: dict[Any, Any] = {}

    def state(self, text: str = "") -> State:
        """Return the state that is named; that of the snapshot if none is."""
        return self.snapshot.substrate.parse_state(text) if text else self.snapshot.state

    def units(self, text: str = "") -> Units:
        """Return the units that are named, in substrate order; the candidate system if none are."""
        return self.snapshot.substrate.units_of(text) if text else self.snapshot.system

    def formalism(self, text: str = "") -> str:
        """Return the formalism that is named; that of the snapshot if none is."""
        return text or self.snapshot.formalism

    def integration(self, units: Units, state: State, formalism: str) -> SystemIntegration:
        """Return φ_s with all that belongs to it."""
        from engine.iit4.integration import integrate
        from engine.iit4.system import candidate_system

        self._limit(len(units), MOST_UNITS)
        network, ties = self.snapshot.substrate, self.snapshot.state_ties

        def work() -> SystemIntegration:
            return integrate(candidate_system(network, state, units), formalism, state_ties=ties)[0]

        return self._once(("integration", units, state, formalism), work)

    def structure(self, units: Units, state: State, formalism: str) -> Any:
        """Return what a formalism unfolds a system into."""
        self._limit(len(units), MOST_UNITS)
        theory, now = formalism_of(formalism), self.snapshot
        own = now.ties if now.ties in theory.choices["ties"].keys else theory.choices["ties"].keys[0]

        def work() -> PhiStructure:
            options: dict[str, Any] = {"ties": own, "formalism": formalism, "cancel": self._stop}
            return theory.unfold(now.substrate, state, units, **options)

        return self._once(("structure", units, state, formalism), work)

    def complexes(self, state: State, formalism: str) -> Complexes:
        """Return the complexes of the network."""
        self._limit(self.snapshot.substrate.n, MOST_SEARCHED)
        theory, now = formalism_of(formalism), self.snapshot

        def work() -> Complexes:
            return theory.complexes(now.substrate, state, formalism=formalism, cancel=self._stop)

        return self._once(("complexes", state, formalism), work)

    def account(self, before: str = "", after: str = "") -> Account:
        """Return the causal account of a transition; that of the document if no states are named."""
        from engine.causation.account import account

        parse, known = self.snapshot.substrate.parse_state, moment(self.snapshot)
        first = parse(before) if before else known.before
        then = parse(after) if after else known.after

        def work() -> Account:
            return account(
                self.snapshot.substrate, first, then, known.causes, known.effects, cancel=self._stop
            )

        return self._once(("account", first, then), work)

    def _once(self, key: Any, work: Callable[[], Any]) -> Any:
        if key not in self._known:
            self._known[key] = work()
        return self._known[key]

    def _limit(self, n: int, most: int) -> None:
        if n > most:
            raise TooLargeError(tr("A lesson asks this of at most {most} units.", most=most))
