"""Samples for training: lines as a camera sees them and as the detector cuts them, kept in files of a few thousand."""
