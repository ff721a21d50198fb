"""The Python side of Sluice."""
