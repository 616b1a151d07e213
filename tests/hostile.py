"""What somebody might send to keep the server busy: texts of the largest size that a door lets in."""

import base64
import json
import zlib

from apps.document.link_text import VERSION

UNIT = '{"format":"phiscope-substrate","version":1,"units":[{'


def repeated(part, size, start="", end=""):
    """A text of at most ``size`` characters: ``start``, a part over and over, ``end``."""
    room = size - len(start) - len(end)
    return start + part * (room // len(part)) + end


def substrate(**parts):
    """The contents of a substrate file of one unit, with other parts beside or instead."""
    units = [{"label": "A", "function": {"type": "logistic", "k": 1}}]
    return json.dumps({"format": "phiscope-substrate", "version": 1, "units": units} | parts)


def networks(size):
    """Large networks that can be read: many edges, a large TPM, many units."""
    logistic = {"type": "logistic", "k": 1}
    side = min(63, int((size / 45) ** 0.5))
    edges = [{"from": f"U{i}", "to": f"U{j}"} for i in range(side) for j in range(side)]
    units = [{"label": f"U{i}", "function": logistic} for i in range(100)]
    n = max(n for n in range(1, 15) if n * 2**n * 4 + 2_000 < size)
    unwired = [{"label": f"U{i}"} for i in range(n)]
    every = [{"from": f"U{i}", "to": f"U{j}"} for i in range(n) for j in range(n)]
    return {
        "many edges": substrate(units=units[: max(side, 1)], edges=edges),
        "many units": substrate(units=units)[: size if size > 9_000 else 0],
        "a large tpm": substrate(units=unwired, edges=every, tpm=[[0.5] * n] * 2**n),
    }


def json_texts(size):
    """Texts that begin as a substrate file does, or as anything else."""
    head = substrate()[:-1]
    found = {
        "quotes": repeated('\\"', size, '{"a": "'),
        "unclosed quotes": repeated('"', size),
        "backslashes": repeated("\\", size, '{"a": "'),
        "deep lists": repeated("[", size),
        "deep objects": repeated('{"a":', size),
        "lists": repeated("[],", size, f'{head}, "tpm": [', "[]]}"),
        "rows": repeated("[0,1],", size, f'{head}, "tpm": [', "[0,1]]}"),
        "numbers": repeated("0,", size, f'{head}, "tpm": [', "0]}"),
        "long numbers": repeated("1", size, f'{head}, "tpm": [', "]}"),
        "exponents": repeated("1e-999,", size, f'{head}, "tpm": [', "0]}"),
        "notes": repeated("\\u0061", size, f'{head}, "notes": "', '"}'),
        "a card": repeated("{},", size, f'{head}, "card": {{"what": [', "{}]}}"),
        "twins": repeated('"a":1,', size, "{", '"a":1}'),
        "units": repeated('{"label":"A"},', size, '{"format":"phiscope-substrate","units":[', "{}]}"),
        "a label": repeated("A", size, f'{UNIT}"label":"', '"}]}'),
        "a rule": repeated("!(", size, f'{UNIT}"label":"A","function":{{"type":"rule","rule":"', '"}}]}'),
        "a system": repeated('"A",', size, f'{head}, "system": [', '"A"]}'),
        "macro units": repeated(
            '{"constituents":["A"],"tau":16},', size, f'{head}, "macro": {{"units": [', "{}]}}"
        ),
        "a mapping": repeated(
            "0,", size, f'{head}, "macro": {{"units": [{{"constituents":["A"],"mapping":[', "1]}]}}"
        ),
        "a count": repeated(
            "1,", size, f'{head}, "macro": {{"units": [{{"constituents":["A"],"mapping":"count:', '1"}]}}'
        ),
        "constituents": repeated(
            '"A",', size, f'{head}, "macro": {{"units": [{{"constituents":[', '"A"]}]}}'
        ),
        "a history": repeated(
            "[0],", size, f'{head}, "macro": {{"units": [{{"constituents":["A"]}}], "history": [', "[0]]}}"
        ),
        "nothing": repeated(" ", size),
    }
    return found | {name: text for name, text in networks(size).items() if text}


def packed(text):
    """A text as the documents of links and of the browser's storage are packed."""
    letters = base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode()
    return VERSION + letters.rstrip("=")


def documents(size, most):
    """Links whose documents unpack to ``size`` characters; those longer than ``most`` are cut."""
    texts = {name: f'{{"substrate":{text}}}' for name, text in json_texts(size - 20).items()}
    texts |= {f"bare {name}": text for name, text in json_texts(size).items() if name not in networks(size)}
    texts["a bomb"] = " " * 50_000_000
    return {name: packed(text)[:most] for name, text in texts.items()}


def scripts(size, line):
    """Texts for the text face."""

    def filled(rows):
        found, room = [], size
        for row in rows:
            room -= len(row[:line]) + 1
            if room < 0:
                break
            found.append(row[:line])
        return "\n".join(found)

    return {
        "dense": filled(f"U{i} = " + " & ".join(f"U{j}" for j in range(100)) for i in range(100)),
        "unknown": filled(f"U{i} = " + "|".join(f"q{j}" for j in range(2_000)) for i in range(200)),
        "values": filled(["A = " + "q " * line] * 20),
        "parentheses": filled(["A = " + "(" * line] * 20),
        "negations": filled(["A = " + "!" * line] * 20),
        "quotes": filled(['A = "' + '"' * line] * 20),
        "tables": filled(f"U{i} = table(U0: " + "0.5, " * line for i in range(20)),
        "weights": filled(f"U{i} ~ logistic(k=4" + f", U{i}:0.1" * line for i in range(20)),
        "lines": "\n" * size,
        "spaces": " " * size,
        "too long": "A" * 15_000_000,
    }


def rules(size):
    """Rules for one unit."""
    return {
        "long": "B" + "&B" * ((size - 1) // 2),
        "many labels": "|".join(f"q{i}" for i in range(size // 7)),
        "deep": "(" * (size // 2) + "B" + ")" * (size // 2 - 1),
        "negated": "!" * (size - 1) + "B",
        "open": "(" * size,
        "too long": "B&" * 5_000_000,
    }
