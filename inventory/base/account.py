"""The operating-system account of whoever runs the program, asked from the system itself (decision 1)."""

from __future__ import annotations

import os
import sys


def account() -> str:
    """Return the account name; environment variables are not trusted, anyone can set them."""
    if sys.platform == "win32":
        import ctypes

        size = ctypes.c_ulong(256)
        buffer = ctypes.create_unicode_buffer(size.value)
        if ctypes.windll.advapi32.GetUserNameW(buffer, ctypes.byref(size)):
            return buffer.value
        return "unknown"
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid-{os.getuid()}"
