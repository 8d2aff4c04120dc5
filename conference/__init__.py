"""Every rule and every record of a conference: no web, no wire, no device.

Floors, from the ground up (import-linter holds them): `base`, `refusals`, `timing`, `clock`; then
`journal`, `codes`, `names`, `verdicts`; then the subjects; then `database`, which carries commands
to the one writer; then `copies`.
"""
