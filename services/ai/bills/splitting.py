"""A bill of many things becomes parts: each thing's share of what was paid, to the last đồng."""

from collections.abc import Sequence


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """`total` in shares of `weights` by largest remainder: the shares add up to it. ValueError unless weights sum > 0.

    Discount, VAT, fees and rounding are what makes the total differ from the sum of the weights; so each part bears its
    share of them. Of equal remainders the first wins.
    """
    whole = sum(weights)
    if whole <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("weights must be positive")
    shares = [total * weight // whole for weight in weights]
    remainders = [total * weight % whole for weight in weights]
    for index in sorted(range(len(weights)), key=lambda index: -remainders[index])[: total - sum(shares)]:
        shares[index] += 1
    return shares
