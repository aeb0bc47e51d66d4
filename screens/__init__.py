"""The board in the terminal: one folder for each mode, dialogs and widgets shared between them.

asyncio takes ssl along where there is one. The board speaks TLS with nobody, and OpenSSL takes memory and time; so
asyncio is imported here as if there were none, which it provides for. Whoever imports ssl afterwards has it.
"""

import sys

if "asyncio" not in sys.modules and "ssl" not in sys.modules:
    sys.modules["ssl"] = None  # type: ignore[assignment]  # the documented way to make an import fail
    import asyncio  # noqa: F401

    del sys.modules["ssl"]
