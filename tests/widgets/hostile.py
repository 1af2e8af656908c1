"""Texts that try to run, to hide or to turn round."""

SCRIPT = "<script>window.hacked = 1</script>"
IMAGE = '"><img src=x onerror="window.hacked=1">'
FORMULA = "$a_1$ and \\(b\\) and $$c$$"
SCREEN = "\x1b[31mred\x1b[0m \u202edetrever\u202c \x07"
LONG = "w" * 10_000
ALL = f"{SCRIPT} {IMAGE} {FORMULA} {SCREEN} {LONG} & 'quoted'"
