"""Summing variables out of potentials one by one, the cheapest first: exact, bounded by the largest table."""

import math
from collections.abc import Callable, Collection, Sequence

from engine.substrate.potentials import Potential, product, summed

Check = Callable[[tuple[int, ...]], None]
"""Called with the variables of every table before it is made; it refuses those that are too large."""


def eliminated(
    factors: Collection[Potential], kept: tuple[int, ...], radix: Sequence[int], check: Check
) -> Potential:
    """Return the product of factors, summed over all variables but some, on a scale that is arbitrary.

    Parameters
    ----------
    factors : collection of Potential
    kept : tuple of int
        Variables of the factors, in the order of the axes of the result.
    radix : sequence of int
        Number of states of each variable.
    check : callable(scope)

    Returns
    -------
    Potential
    """
    live = dict(enumerate(factors))
    holders: dict[int, set[int]] = {}
    for at, factor in live.items():
        for each in factor.scope:
            holders.setdefault(each, set()).add(at)

    def scope_of(variable: int) -> tuple[int, ...]:
        return tuple(sorted({each for at in holders[variable] for each in live[at].scope}))

    scopes = {each: scope_of(each) for each in holders if each not in kept}
    sizes = {each: math.prod(radix[other] for other in scope) for each, scope in scopes.items()}
    count = len(live)
    while sizes:
        variable = min(sizes, key=lambda each: (sizes[each], each))
        scope = scopes.pop(variable)
        del sizes[variable]
        check(scope)
        touched = holders.pop(variable)
        new = summed(product([live[at] for at in sorted(touched)], scope, radix), variable)
        for at in touched:
            for each in live.pop(at).scope:
                if each != variable:
                    holders[each].discard(at)
        live[count] = new
        for each in new.scope:
            holders[each].add(count)
            if each in scopes:
                scopes[each] = scope_of(each)
                sizes[each] = math.prod(radix[other] for other in scopes[each])
        count += 1
        if not new.is_possible:
            return Potential((), new.table.max())
    check(kept)
    return product(list(live.values()), kept, radix)
