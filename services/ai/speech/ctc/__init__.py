"""Hearing by any model that was trained with CTC: front end, acoustics, decoding."""
