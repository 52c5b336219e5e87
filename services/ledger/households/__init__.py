"""Households: who shares one purse."""
