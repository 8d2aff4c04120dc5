"""Arrivals: who is here and who is not, counted again and again while people come in."""
