"""Accuracy of an exported model on idx files, with numpy alone: python predict.py MODEL_FOLDER DATA_FOLDER"""

import argparse
import gzip
import json
import struct
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

BATCH = 500


def idx(folder, *names):
    """The first of the named idx files in the folder, gzipped or plain, as an array of bytes."""
    for name in names:
        for path in (folder / name, folder / f"{name}.gz"):
            if path.exists():
                data = path.read_bytes()
                if data[:2] == b"\x1f\x8b":
                    data = gzip.decompress(data)
                dimensions = data[3]
                shape = struct.unpack_from(f">{dimensions}I", data, 4)
                return np.frombuffer(data, np.uint8, offset=4 + 4 * dimensions).reshape(shape)
    raise SystemExit(f"none of {', '.join(names)} (or .gz) in {folder}. Maybe name the folder with the test set.")


def linear(x, weights, name):
    return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]


def relu(x):
    return np.maximum(x, 0)


def convolution(x, weights, name):
    """3x3 with padding 1: every pixel's neighbourhood becomes a row of a matrix (im2col), then one product."""
    kernel = weights[f"{name}.weight"]
    rows, _, height, width = x.shape
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(2, 3))
    columns = windows.transpose(0, 2, 3, 1, 4, 5).reshape(rows * height * width, -1)
    result = columns @ kernel.reshape(len(kernel), -1).T + weights[f"{name}.bias"]
    return result.reshape(rows, height, width, len(kernel)).transpose(0, 3, 1, 2)


def pool(x):
    """Maximum of 2x2; an odd last row or column is dropped."""
    rows, channels, height, width = x.shape
    x = x[:, :, : height // 2 * 2, : width // 2 * 2]
    return x.reshape(rows, channels, height // 2, 2, width // 2, 2).max(axis=(3, 5))


def flattened(x, weights):
    return x.reshape(len(x), -1)


def convolved(x, weights):
    x = pool(relu(convolution(x, weights, "shared.conv1")))
    x = pool(relu(convolution(x, weights, "shared.conv2")))
    return flattened(x, weights)


# What each architecture makes of its input before the layer in front of the experts; its tensors by name.
FEATURES = {"mlp-moe": flattened, "conv-moe": convolved}


def logits(x, weights, architecture):
    features = FEATURES[architecture["name"]](x, weights)
    h = relu(linear(features, weights, "shared.in"))
    gate = linear(h, weights, "gate")
    chosen = np.argsort(-gate, axis=1, kind="stable")[:, : architecture["topK"]]
    share = np.exp(np.take_along_axis(gate, chosen, 1) - gate.max(axis=1, keepdims=True))
    share /= share.sum(axis=1, keepdims=True)
    y = h.copy()
    for expert in range(architecture["experts"]):
        rows, slots = np.nonzero(chosen == expert)
        inner = relu(linear(h[rows], weights, f"expert.{expert}.up"))
        y[rows] += share[rows, slots][:, None] * linear(inner, weights, f"expert.{expert}.down")
    return linear(y, weights, "shared.out")


def adjustment(folder, description):
    """What a client adds to the logits on its own data: weight * log(label shares), of all its samples, nearly as it trained."""
    labels = idx(folder, "labels.idx")
    counts = np.bincount(labels, minlength=description["architecture"]["classes"]) + 1
    return (description.get("logitAdjustment", 0) * np.log(counts / counts.sum())).astype(np.float32)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder with model.safetensors and model.json")
    parser.add_argument("data", type=Path, help="folder with the test set's idx files")
    parser.add_argument("--client", type=Path, help="folder of a client with labels.idx: its label shares count too")
    arguments = parser.parse_args()
    description = json.loads((arguments.model / "model.json").read_text())
    architecture = description["architecture"]
    if architecture["name"] not in FEATURES:
        known = ", ".join(FEATURES)
        raise SystemExit(f"architecture {architecture['name']} is not known here. Maybe add it to FEATURES; known are {known}.")
    weights = load_file(arguments.model / description.get("weights", "model.safetensors"))
    images = idx(arguments.data, "t10k-images-idx3-ubyte", "images.idx")
    labels = idx(arguments.data, "t10k-labels-idx1-ubyte", "labels.idx")
    own = adjustment(arguments.client, description) if arguments.client else np.float32(0)
    correct = 0
    for start in range(0, len(images), BATCH):
        x = images[start : start + BATCH].astype(np.float32) / 255
        x = x.reshape(len(x), *architecture["inputShape"])
        classes = (logits(x, weights, architecture) + own).argmax(axis=1)
        correct += int((classes == labels[start : start + BATCH]).sum())
    print(f"accuracy {correct / len(images):.4f} ({correct} of {len(images)})")


if __name__ == "__main__":
    main()
