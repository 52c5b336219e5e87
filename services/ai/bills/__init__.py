"""Bills: from words with places on a page to a merchant, lines, a total and the arithmetic that proves them.

What is printed is data. Nothing here acts on it, and nothing leaves here that is not a field of `model.Bill`.
"""
