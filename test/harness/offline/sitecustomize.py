"""Lets Inspect's mock model count tokens without the file that it would fetch: Python imports this by itself where the folder is in PYTHONPATH."""

import sys
from types import ModuleType


class Encoding:
    """A token a word."""

    def encode(self, text: str, **_: object) -> list[str]:
        return text.split()


counter = ModuleType("tiktoken")
counter.get_encoding = lambda name: Encoding()
counter.encoding_for_model = lambda model: Encoding()
sys.modules["tiktoken"] = counter
