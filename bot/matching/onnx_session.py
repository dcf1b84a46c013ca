"""Opens models in ONNX Runtime, each for one thread."""

import onnxruntime


def opened(model: bytes) -> onnxruntime.InferenceSession:
    """A session of the graph in *model*, an ONNX file. Threads may share it."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    session._model_bytes = None  # noqa: SLF001 - else it holds the megabytes that it has read
    return session
