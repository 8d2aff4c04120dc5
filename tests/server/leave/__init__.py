"""Leave to override, PINs, disputes and places: what supervisors' pages and doors do."""
