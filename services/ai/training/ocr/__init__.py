"""Teaches the reader of bill lines: texts, drawing, photographing, the network, its training and its export."""
