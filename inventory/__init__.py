"""Equipment register for public bodies."""

__version__ = "0.1.0"
APP_NAME = "ewidencja-sprzetu"
