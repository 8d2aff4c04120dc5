"""Guests whom protocol receives: order, states, ticks, and the list that the MC reads from."""
