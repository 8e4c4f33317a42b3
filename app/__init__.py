"""The Qt-free core of Splitline: what a race is, what its splits mean, where it is kept."""

__version__ = "0.1.0"
