"""Signatures of whole texts (MinHash, by datasketch where it is installed), to compare with what finds copies here."""

from importlib.util import find_spec

from benchmarks.newswire import Item
from pipelines.compare import shingles, text_words

INSTALLED = find_spec("datasketch") is not None
_PERMUTATIONS = 128


def finds(one: Item, other: Item) -> bool:
    """Whether signatures in bands, set for texts that share half of their shingles, would have proposed the copy."""
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found]

    index = MinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS)
    signatures = []
    for item in (one, other):
        signature = MinHash(num_perm=_PERMUTATIONS)
        signature.update_batch([" ".join(row).encode() for row in shingles(text_words(item.title, item.body))])
        signatures.append(signature)
    index.insert("one", signatures[0])
    return bool(index.query(signatures[1]))
