"""Old Office files, as far as they must be made to be known for what they are."""

import struct

END, FREE, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF


def compound(*streams: tuple[str, bytes], nested: str = "") -> bytes:
    """A compound file with streams of up to 512 bytes in its root, and a name in a storage below."""
    names = ["Root Entry", *(name for name, _ in streams), *(["Storage", nested] if nested else [])]
    entries = []
    for i, name in enumerate(names):
        inside = nested and i == len(names) - 1
        last = i == len(names) - (2 if nested else 1)
        right = NONE if i == 0 or last or inside else i + 1
        child = 1 if i == 0 else len(names) - 1 if nested and i == len(names) - 2 else NONE
        words = name.encode("utf-16-le")
        kind = 5 if i == 0 else 1 if child != NONE else 2
        start = 1 + (len(names) + 3) // 4 + i - 1 if kind == 2 and not inside else END
        entries.append(struct.pack("<64sHBBIII36xIQ", words, len(words) + 2, kind, 1, NONE, right, child, start, 4096))
    while len(entries) % 4:
        entries.append(bytes(128))
    directory = b"".join(entries)
    sectors = len(directory) // 512
    fat = [0xFFFFFFFD, *(i + 2 if i + 1 < sectors else END for i in range(sectors)), *(END for _ in streams)]
    table = struct.pack("<128I", *fat, *([FREE] * (128 - len(fat))))
    numbers = (62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0)
    header = struct.pack("<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", *numbers)
    header += struct.pack("<109I", 0, *([FREE] * 108))
    return header + table + directory + b"".join(data.ljust(512, b"\0") for _, data in streams)


def doc(*, locked: bool = False) -> bytes:
    """What looks like an old Word file."""
    fib = struct.pack("<H8xH", 0xA5EC, 0x0100 if locked else 0)
    return compound(("1Table", b""), ("WordDocument", fib))
