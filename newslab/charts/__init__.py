"""Charts of summary frames: each draws the frame it is given, and counts nothing.

Each takes what a function of `newslab.comparing` returned and gives the axes it drew on; `alt_text` says
in words what they show. `style` has what they share.
"""
