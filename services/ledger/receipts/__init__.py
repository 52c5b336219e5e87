"""Writes that move no money: the same request again gets the same answer."""
