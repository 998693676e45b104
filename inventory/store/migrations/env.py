"""Alembic asks for this file; the program configures migrations in store/schema.py."""
