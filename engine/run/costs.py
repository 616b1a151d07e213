"""What a question costs, guessed from its size: for what has not been measured, or would take long to.

A guess goes through one size that was measured and grows by a measured factor with every unit. It is right
within two times for dense noisy substrates; sparse ones take less.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Growth:
    """Seconds at a size that was measured, and by what each further unit multiplies them."""

    size: int
    seconds: float
    factor: float

    def at(self, size: int) -> float:
        """Seconds at another size."""
        return self.seconds * self.factor ** (size - self.size)


CONSTELLATION = Growth(6, 1.5, 9.0)  # units of the candidate system under IIT 3.0; measured from 4 to 7
UNFOLD = Growth(8, 0.03, 3.9)  # units of the candidate system; measured from 8 to 12
COMPLEXES = Growth(6, 0.03, 2.4)  # units of the substrate; measured from 6 to 10
ACCOUNT = Growth(22, 20.0, 3.0)  # causes and effects together; measured at 22, the growth from 16 to 20
