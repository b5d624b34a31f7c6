"""What is done to an exported graph: constant shapes in the place of worked out ones, weights of 8 bits."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic


def fix_shapes(path: Path, shapes: Mapping[str, tuple[int, ...]], order: Iterable[str]) -> None:
    """Write the shapes of a graph's reshapes as constants, and drop the nodes that worked them out.

    Args:
        path: the ONNX file, which is changed.
        shapes: by name; 0 keeps a size, -1 takes what is left.
        order: the name of the shape of each reshape, in the order of the graph.
    """
    model = onnx.load(path)
    graph = model.graph
    graph.initializer.extend(numpy_helper.from_array(np.array(shape), name) for name, shape in shapes.items())
    for node, name in zip((one for one in graph.node if one.op_type == "Reshape"), order, strict=True):
        node.input[1] = name
    while idle := _idle(graph):
        for node in idle:
            graph.node.remove(node)
    onnx.save(model, path)


def _idle(graph: onnx.GraphProto) -> list[onnx.NodeProto]:
    read = {name for node in graph.node for name in node.input} | {output.name for output in graph.output}
    return [node for node in graph.node if not read & set(node.output)]


def to_int8(whole: Path, small: Path, *, but: Sequence[str] = ()) -> None:
    """Quantise the weights of linear layers and of the word table, per channel; `but` names parts that stay whole."""
    logging.getLogger().setLevel(logging.ERROR)
    linear = [node.name for node in onnx.load(whole).graph.node if node.op_type == "MatMul"]
    quantize_dynamic(
        whole,
        small,
        op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=[name for name in linear if any(part in name for part in but)],
    )
