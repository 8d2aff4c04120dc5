"""The approved list: who is on it, who comes in whose place, what went out and what came back."""
