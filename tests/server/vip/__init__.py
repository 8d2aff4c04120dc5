"""VIP reception and what its touches show on the stage and in the lobby."""
