"""onnxruntime, told before it is loaded to send nothing.

The official builds of recent releases (1.32 among them) write an identifier of the device below the user's home when
they are imported, and send events to their maker. Nothing of that fits a library that works offline. Whoever imports
onnxruntime before newsnlp decides for themselves, and a value of `ORT_DISABLE_TELEMETRY` that is set already stays.
"""

from __future__ import annotations

import os

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

import onnxruntime as ort
from onnxruntime.capi import onnxruntime_pybind11_state as refusals

__all__ = ["ort", "refusals"]
