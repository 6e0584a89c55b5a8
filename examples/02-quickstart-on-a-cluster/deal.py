#!/usr/bin/env python3
"""Deals an MNIST-like set out to nodes: deal.py SOURCE TARGET NODE... [--alpha 0.3] [--samples N] [--seed 7]

SOURCE holds train-images-idx3-ubyte(.gz) and its three companions. TARGET gets a folder per node with images.idx.gz and
labels.idx.gz, and test-set/ with the test images. Classes are dealt by Dirichlet shares (https://arxiv.org/abs/1909.06335): small
alpha, few classes a node. Python's standard library alone.
"""

import argparse
import gzip
import random
import struct
from pathlib import Path


def read(folder, stem):
    """Dimensions and bytes of an idx file, plain or gzipped."""
    for path in (folder / stem, folder / f"{stem}.gz"):
        if path.exists():
            data = path.read_bytes()
            data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
            count = data[3]
            return struct.unpack_from(f">{count}I", data, 4), data[4 + 4 * count :]
    raise SystemExit(f"{folder} has no {stem}(.gz). Maybe apt-get install dataset-fashion-mnist and name /usr/share/datasets/fashion-mnist.")


def write(path, dimensions, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    header = bytes([0, 0, 8, len(dimensions)]) + struct.pack(f">{len(dimensions)}I", *dimensions)
    with open(path, "wb") as file, gzip.GzipFile(fileobj=file, mode="wb", filename="", mtime=0, compresslevel=6) as zipped:
        zipped.write(header + data)


def part(folder, shape, images, labels, chosen):
    size = shape[1] * shape[2]
    write(folder / "images.idx.gz", (len(chosen), *shape[1:]), b"".join(images[i * size : (i + 1) * size] for i in chosen))
    write(folder / "labels.idx.gz", (len(chosen),), bytes(labels[i] for i in chosen))


def deal(labels, samples, nodes, alpha, chance):
    parts = [[] for _ in nodes]
    for kind in sorted(set(labels)):
        members = [i for i in range(samples) if labels[i] == kind]
        chance.shuffle(members)
        shares = [chance.gammavariate(alpha, 1) for _ in nodes]
        begin, dealt = 0, 0.0
        for node, share in enumerate(shares):
            dealt += share
            end = len(members) if node == len(nodes) - 1 else round(len(members) * dealt / sum(shares))
            parts[node] += members[begin:end]
            begin = end
    return [sorted(p) for p in parts]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("nodes", nargs="+")
    parser.add_argument("--alpha", type=float, default=0.3)
    parser.add_argument("--samples", type=int, default=60000)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    shape, images = read(arguments.source, "train-images-idx3-ubyte")
    _, labels = read(arguments.source, "train-labels-idx1-ubyte")
    samples = min(arguments.samples, len(labels))
    parts = deal(labels, samples, arguments.nodes, arguments.alpha, random.Random(arguments.seed))
    for node, chosen in zip(arguments.nodes, parts):
        if not chosen:
            raise SystemExit(f"{node} would get no image at all. Maybe use a larger --alpha than {arguments.alpha} or another --seed.")
        part(arguments.target / node, shape, images, labels, chosen)
        print(f"{node}: {len(chosen)} images")
    shape, images = read(arguments.source, "t10k-images-idx3-ubyte")
    _, labels = read(arguments.source, "t10k-labels-idx1-ubyte")
    part(arguments.target / "test-set", shape, images, labels, range(len(labels)))
    print(f"test-set: {len(labels)} images")


if __name__ == "__main__":
    main()
