"""How long a test waits for a state before it fails: one figure for every browser and page.

Long, because a shared machine may keep a page waiting for a minute; a state that is there in time
costs nothing. A test never waits for a time itself.
"""

PATIENCE_S = 120
PATIENCE_MS = 1000 * PATIENCE_S
