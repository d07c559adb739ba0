#!/usr/bin/env python3
"""Writes THIRD-PARTY-NOTICES from the lock files and the package cache.

    eng/notices.py            write the file
    eng/notices.py --check    exit 1 when the file is not what would be written, or a licence is not allowed
"""
import glob, json, os, re, subprocess, sys
import xml.etree.ElementTree as xml

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CACHE = os.environ.get("NUGET_PACKAGES") or os.path.expanduser("~/.nuget/packages")
ALLOWED = {"MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MS-PL", "Zlib", "PostgreSQL"}

# Packages that name no licence expression: what their licence file or project says.
BY_HAND = {
    "csvhelper": "MS-PL OR Apache-2.0",
    "libsodium": "ISC",
    "commandlineparser": "MIT",
    "microsoft.dotnet.platformabstractions": "MIT",
    "system.security.cryptography.protecteddata": "MIT",
}
# Native code inside packages.
WITHIN = {
    "duckdb.net.bindings.full": "contains DuckDB, MIT, Copyright Stichting DuckDB Foundation",
    "zstdsharp.port": "a port of Zstandard, BSD-3-Clause, Copyright Meta Platforms, Inc.",
}


def packages(projects):
    found = {}
    for path in projects:
        with open(path, encoding="utf-8") as file:
            for framework in json.load(file)["dependencies"].values():
                for name, entry in framework.items():
                    if entry["type"] != "Project":
                        found[name.lower()] = (name, entry["resolved"])
    return found


def nuspec(name, version):
    path = os.path.join(CACHE, name, version.lower(), name + ".nuspec")
    root = xml.parse(path).getroot()
    values = {}
    for element in root.iter():
        tag = element.tag.rsplit("}", 1)[-1]
        if tag in ("license", "authors", "copyright", "projectUrl") and tag not in values:
            values[tag] = (element.get("type"), (element.text or "").strip())
    return values


def line(key, name, version, faults):
    values = nuspec(key, version)
    kind, text = values.get("license", (None, ""))
    licence = text if kind == "expression" else BY_HAND.get(key)
    if licence is None:
        faults.append(f"{name} {version} names no licence expression; look it up and add it to BY_HAND in eng/notices.py")
        licence = "?"
    elif not any(part in ALLOWED for part in re.split(r"\s+OR\s+|[()]", licence) if part):
        faults.append(f"{name} {version} has licence {licence}, which is not on the list in docs/adr")
    owner = values.get("copyright", (None, ""))[1] or values.get("authors", (None, ""))[1]
    extra = f"; {WITHIN[key]}" if key in WITHIN else ""
    return f"  {name} {version}: {licence}; {' '.join(owner.split())}{extra}"


def main():
    product = packages(glob.glob(os.path.join(ROOT, "src/*/packages.lock.json")))
    tools = packages(glob.glob(os.path.join(ROOT, "tests/*/packages.lock.json")) + glob.glob(os.path.join(ROOT, "bench/*/packages.lock.json")))
    faults, out = [], []
    out.append("Annals uses the packages below. Made by eng/notices.py from the lock files; not written by hand.\n")
    out.append("In the product and its build:\n")
    out += [line(k, *product[k], faults) for k in sorted(product)]
    out.append("\nIn tests and benchmarks only, never shipped:\n")
    out += [line(k, *tools[k], faults) for k in sorted(tools) if k not in product]
    text = "\n".join(out) + "\n"
    path = os.path.join(ROOT, "THIRD-PARTY-NOTICES")
    if "--check" in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            if file.read() != text:
                faults.append("THIRD-PARTY-NOTICES is not what the lock files say; run eng/notices.py")
    else:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
