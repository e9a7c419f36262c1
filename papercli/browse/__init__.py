"""`papers browse`: the library full screen, with one key for each thing that is done often.

`browser` decides what a key means, and knows nothing of terminals; `drawing` says what its lines look
like; `app` is the terminal. What takes time is done by two threads: `asking` reads, `writing` writes.
"""
