"""Ink on paper: fonts, marks for fonts without them, dots of needle printers, handwriting."""
