"""The SEND local offer that parents can use: its version, and nothing else."""

__version__ = "0.1.0"
