#!/usr/bin/env python3
"""Checks what an Annals log gives out, without Annals: Python's standard library, and openssl for Ed25519.

  verify-by-hand.py proof FILE.tlog-proof RECORD VKEY   is this record in the log of this key, unchanged?
  verify-by-hand.py tree FOLDER VKEY                    does a published folder hold exactly what the log signed?

Prints one line. Exit 0: good. 1: not proven, the line names the step that failed. 2: wrong use.
docs/verify-by-hand.md explains every step."""
import base64, datetime, hashlib, pathlib, re, subprocess, sys, tempfile

def fail(step, why):
    sys.exit(print(f"FAILED at {step}: {why}") or 1)

def require(condition, why):
    if not condition:
        raise ValueError(why)

def sha256(*parts): return hashlib.sha256(b"".join(parts)).digest()
def leaf_hash(entry): return sha256(b"\x00", entry)                # RFC 6962 section 2.1
def node_hash(left, right): return sha256(b"\x01", left, right)

def unbase64(text, length=None):
    data = base64.b64decode(text, validate=True)
    require(base64.b64encode(data).decode() == text and length in (None, len(data)), f"{text!r} is not the base64 expected")
    return data

def number(text):
    require(re.fullmatch("0|[1-9][0-9]{0,18}", text) and int(text) < 1 << 63, f"{text!r} is not a whole number")
    return int(text)

def parse_vkey(vkey):  # name+key id+base64(01, Ed25519 public key)
    require(vkey.count("+") >= 2, f"this is no verifier key: {vkey}")
    name, key_id, key = vkey.split("+", 2)
    key = unbase64(key, 33)
    require(key[0] == 1 and sha256(name.encode(), b"\n", key)[:4].hex() == key_id.lower(), f"this is no verifier key: {vkey}")
    return name, bytes.fromhex(key_id), key[1:]

def split_checkpoint(note):  # signed text, signature lines as (name, key id and signature), origin, size, root
    require(not re.search(rb"[\x00-\x09\x0b-\x1f]", note) and b"\n\n" in note and note.endswith(b"\n"), "it is not a signed note")
    text, lines = note.decode("utf-8").rsplit("\n\n", 1)
    signatures = [re.fullmatch("\u2014 ([^ +]+) ([^ ]+)", line) for line in lines.split("\n")[:-1]]
    require(signatures and all(signatures), "a signature line is malformed")
    body = text.split("\n")
    require(len(body) >= 3 and body[0] and "" not in body[3:], "it is not a checkpoint")
    signatures = [(found[1], unbase64(found[2])) for found in signatures]
    return (text + "\n").encode(), signatures, body[0], number(body[1]), unbase64(body[2], 32)

def check_signature(text, origin, signatures, vkey):
    name, key_id, public_key = vkey
    if origin != name:
        fail("origin", f"the checkpoint is of the log {origin!r}, the key of {name!r}")
    ours = [data[4:] for line_name, data in signatures if line_name == name and data[:4] == key_id]
    ours or fail("signature", "the checkpoint carries no signature of this key")
    with tempfile.TemporaryDirectory() as folder:
        key = bytes.fromhex("302a300506032b6570032100") + public_key  # RFC 8410
        for file_name, data in ("key", key), ("text", text), ("signature", ours[0]):
            pathlib.Path(folder, file_name).write_bytes(data)
        done = subprocess.run("openssl pkeyutl -verify -pubin -keyform DER -inkey key -rawin -in text -sigfile signature".split(),
                              cwd=folder, capture_output=True)
    done.returncode == 0 or fail("signature", "the log's signature does not fit the checkpoint")

def parse_proof(file):  # entry, salt, index, path, checkpoint
    require(b"\n\n" in file, "it has no empty line")
    head, note = file.split(b"\n\n", 1)
    kind, extra, index, *path = head.decode("ascii").split("\n") + [""] * (2 - head.count(b"\n"))
    require(kind == "c2sp.org/tlog-proof@v1" and extra.startswith("extra ") and index.startswith("index "),
            "its first three lines must be its kind, extra and index")
    extra = unbase64(extra[6:])
    length = int.from_bytes(extra[:2], "big")
    require(len(extra) == 2 + length + 16, "its extra line must hold an entry and a salt")
    return extra[2:2 + length], extra[2 + length:], number(index[6:]), [unbase64(x, 32) for x in path], split_checkpoint(note)

def root_of_path(value, index, size, path):  # RFC 9162 section 2.1.3; None when the length does not fit
    inner = (index ^ size - 1).bit_length()  # from here up the node is on the right edge: all siblings are left of it
    if index >= size or len(path) != inner + bin(index >> inner).count("1"):
        return None
    for level, sibling in enumerate(path):
        value = node_hash(sibling, value) if level >= inner or index >> level & 1 else node_hash(value, sibling)
    return value

def check_proof(proof_file, record, vkey):
    try:
        entry, salt, index, path, (text, signatures, origin, size, root) = parse_proof(proof_file)
    except ValueError as error:
        fail("proof file", error)
    if len(entry) < 90 or entry[0] != 1 or entry[1] > 1 or len(entry) != 90 + int.from_bytes(entry[88:90], "big"):
        fail("entry", "it is not an entry of version 1")
    if len(record) != int.from_bytes(entry[52:56], "big"):
        fail("record length", f"the record has {len(record)} bytes, the entry says {int.from_bytes(entry[52:56], 'big')}")
    if sha256(b"annals/payload/v1\x00", salt, record) != entry[56:88]:
        fail("commitment", "the entry does not commit to this record")
    if root_of_path(leaf_hash(entry), index, size, path) != root:
        fail("inclusion", f"the path from position {index} does not lead to the root of size {size}")
    check_signature(text, origin, signatures, vkey)
    recorded = datetime.datetime(1970, 1, 1) + datetime.timedelta(microseconds=int.from_bytes(entry[4:12], "big", signed=True))
    print(f"GOOD: record #{index} of {size} in {origin}, recorded {recorded.isoformat()}Z")

def read(*path):
    try:
        return pathlib.Path(*path).read_bytes()
    except OSError as error:
        fail(path[-1], error.strerror)

def read_tile(folder, kind, index, width):  # c2sp.org/tlog-tiles: tile/0/x001/067.p/112
    number = re.sub("(...)(?=.)", r"x\1/", f"{index:0{-(-len(str(index)) // 3) * 3}}")
    name = f"tile/{kind}/{number}" + ("" if width == 256 else f".p/{width}")
    return name, read(folder, name)

def leaves_of_bundle(folder, index, width):
    (name, bundle), leaves, at = read_tile(folder, "entries", index, width), [], 0
    for _ in range(width):
        end = at + 2 + int.from_bytes(bundle[at:at + 2], "big")
        leaves.append(leaf_hash(bundle[at + 2:end]))
        at = end
    return leaves if at == len(bundle) else fail(name, "its entries do not fill it")

def subtree_root(hashes):
    half = 1 << (len(hashes) - 1).bit_length() - 1 if len(hashes) > 1 else 0
    return node_hash(subtree_root(hashes[:half]), subtree_root(hashes[half:])) if half else hashes[0]

def check_tree(folder, vkey):
    try:
        text, signatures, origin, size, root = split_checkpoint(read(folder, "checkpoint"))
    except ValueError as error:
        fail("checkpoint", error)
    level, count, below, right = 0, size, [], []  # right: root of what does not fill a tile so far, if anything
    while count > 0:
        above, rest = [], []
        for index in range((count + 255) // 256):
            width = min(256, count - 256 * index)
            hashes = below[256 * index:256 * index + width] if level else leaves_of_bundle(folder, index, width)
            name, tile = read_tile(folder, level, index, width)
            b"".join(hashes) == tile or fail(name, "it does not hold the hashes of what lies below it")
            above += [subtree_root(hashes)] if width == 256 else []
            rest = hashes if width < 256 else []
        right = [subtree_root(rest + right)] if rest or right else []
        level, count, below = level + 1, count // 256, above
    if (right or [sha256()])[0] != root:
        fail("root", f"the entries do not lead to the root that the checkpoint of size {size} states")
    check_signature(text, origin, signatures, vkey)
    print(f"GOOD: {size} entries and their tiles are what {origin} signed")

try:
    command, *arguments, vkey = sys.argv[1:] if sys.argv[3:] else [None, None]
    require((command, len(arguments)) in (("proof", 2), ("tree", 1)), __doc__)
    key = parse_vkey(vkey)
except ValueError as error:
    sys.exit(print(error, file=sys.stderr) or 2)
check_tree(arguments[0], key) if command == "tree" else check_proof(read(arguments[0]), read(arguments[1]), key)
