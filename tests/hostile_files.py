"""Files that somebody might give a page or a command to keep it busy, for every format."""

import base64
import io
import zipfile
import zlib

import numpy as np

from engine.substrate.formats.figures import MARK
from engine.substrate.formats.gml import MAX_WORDS
from engine.substrate.formats.graphml import MAX_ATTRIBUTES, MAX_TAGS
from engine.substrate.rules import MAX_LENGTH
from engine.substrate.units import MAX_DRAWN
from hostile import json_texts, repeated


def xml_texts(size):
    """GraphML and what looks like it."""
    graph = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed">'
    data = f'{graph}<node id="a"><data key="k">'
    return {
        "deep": repeated("<a>", size),
        "nested": "<a>" * (size // 7) + "</a>" * (size // 7),
        "nested at most": "<a>" * (MAX_TAGS // 2) + "</a>" * (MAX_TAGS // 2),
        "deep graphs": repeated("<graph>", size, graph),
        "deep namespaces": repeated('<b:a xmlns:b="u">', size),
        "nodes": repeated("<node id='a'/>", size, graph),
        "edges": repeated("<edge source='a' target='a'/>", size, f"{graph}<node id='a'/>"),
        "small parts": repeated("<a/>", size, graph),
        "many keys": repeated(
            '<key id="k" for="node" attr.name="a" attr.type="double"/>', size, graph.partition("><")[0] + ">"
        ),
        "data": repeated('<data key="k">1</data>', size, f'{graph}<node id="a">'),
        "a text": repeated("1", size, data),
        "references": repeated("&lt;", size, data),
        "attributes": "<graphml " + " ".join(f'a{i}="1"' for i in range(size // 12)) + "/>",
        "attributes at most": "<graphml " + " ".join(f'a{i}="1"' for i in range(MAX_ATTRIBUTES)) + "/>",
        "parts at most": repeated("<a/>", 4 * MAX_TAGS - 200, graph, "</graph></graphml>"),
        "namespaces": "<graphml " + " ".join(f'xmlns:a{i}="u{i}"' for i in range(size // 22)) + "/>",
        "a name": repeated("a", size, "<"),
        "a comment": repeated("- ", size, f"{graph}<!--"),
        "comments": repeated("<!---->", size, graph),
        "instructions": repeated("<?a?>", size, graph),
        "sections": repeated("<![CDATA[]]>", size, data),
        "brackets": repeated("<", size),
        "letters": repeated("ß", size // 2, "<"),
        "entities": '<!DOCTYPE a [<!ENTITY b "' + "b" * (size - 100) + '">]><a>&b;</a>',
    }


def gml_texts(size):
    """GML and what looks like it."""
    graph = "graph [ directed 1 "
    nodes = "".join(f'node [ id {i} label "u{i}" ]\n' for i in range(MAX_DRAWN))
    many = "".join(f"edge [ source {i} target {j} ]\n" for i in range(MAX_DRAWN) for j in range(MAX_DRAWN))
    return {
        "brackets": repeated("[", size),
        "deep": repeated("a [ ", size, graph),
        "closed": repeated("]", size, graph),
        "nodes": repeated("node [ id 1 ] ", size, graph, "]"),
        "nodes at most": repeated("node [ id 1 ] ", 14 * (MAX_WORDS // 6), graph, "]"),
        "nodes alike": repeated("node [ id 1 ] ", 14 * MAX_DRAWN, graph, "]"),
        "edges": f"{graph}{nodes}{many}]",
        "weights": graph + nodes + many.replace(" ]", ' label "-1" ]') + "]",
        "edges alike": graph
        + nodes
        + many.replace("\n", "\n" * 100).replace("source", "target")[: size - 9_000],
        "words": repeated("a 1 ", size, graph),
        "words at most": repeated("a 1 ", 2 * MAX_WORDS - 100, graph, "]"),
        "blocks at most": repeated("a [] ", 5 * (MAX_WORDS // 3) - 100, graph, "]"),
        "lines": repeated("\n", size - 30, graph, "]"),
        "lines between": repeated("\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\na []", size, graph),
        "blanks": repeated(" ", size, graph),
        "quotes": repeated('"', size, graph),
        "an open text": repeated("a", size, f'{graph} name "'),
        "a text": repeated("a", size, f'{graph} name "', '" ]'),
        "entities": repeated("&#1;", size, f'{graph} name "', '" ]'),
        "ampersands": repeated("&a", size, f'{graph} name "', '" ]'),
        "a number": repeated("1", size, f"{graph} a "),
        "an exponent": f"{graph} node [ id 1e{'9' * 60} ] ]",
        "comments": repeated("#\n", size, graph),
        "a comment": repeated("#", size, graph),
        "a word": repeated("a", size, graph),
        "graphs": repeated("graph [ ] ", 10 * (MAX_WORDS // 3) - 100),
        "names": repeated("a ", size, f'{graph} node [ id 1 label "', '" ] ]'),
        "attributes": f"{graph} node [ id 1 "
        + " ".join(f"a{i} 1" for i in range(MAX_WORDS // 2 - 20))
        + " ] ]",
        "an edge of texts": f"{graph} node [ id 1 ] edge [ source 1 target 1 "
        + repeated('LabelGraphics [ text "1" ] ', 27 * (MAX_WORDS // 5) - 1_000)
        + " ] ]",
    }


def lines(size):
    """Tables and lists of rules, by the ending of their files."""

    def rules(start, rule):
        return "\n".join(start.format(f"u{i}") + rule for i in range(MAX_DRAWN))

    many = "\n".join(",".join(["0.5"] * 1_000) for _ in range(size // 4_001))
    return {
        "rows.csv": repeated("0,1\n", size),
        "columns.csv": repeated(",", size),
        "a large table.csv": many,
        "cells.csv": repeated("1e-999999;", size),
        "spaces.csv": repeated(" ", size - 2, "a", "b"),
        "quotes.csv": repeated('"', size),
        "quoted.csv": repeated('"",', size),
        "comments.csv": repeated("#\n", size),
        "digits.csv": repeated("1", size),
        "tabs.tsv": repeated("\t", size - 2, "a", "b"),
        "a line.dat": repeated("0 ", size),
        "words.txt": repeated("a ", size),
        "commas.txt": repeated(",", size, "a"),
        "equals.txt": repeated("=", size, "a"),
        "stars.txt": repeated("*=\n", size, "A *= A\n"),
        "rules.bnet": repeated("A, B\n", size, "targets, factors\n"),
        "labels.bnet": "\n".join(f"u{i}, u{i + 1}" for i in range(size // 16)),
        "a rule.bnet": repeated("B & ", size, "targets, factors\nA, "),
        "long rules.bnet": rules("{}, ", "!" * MAX_LENGTH),
        "open rules.bnet": rules("{}, ", "(" * MAX_LENGTH),
        "deep rules.bnet": rules("{}, ", "!" * (MAX_LENGTH - 2) + "u1"),
        "nested rules.bnet": rules("{}, ", "(" * (MAX_LENGTH // 2 - 2) + "u1" + ")" * (MAX_LENGTH // 2 - 2)),
        "wide rules.bnet": rules("{}, ", "|".join(["u1"] * (MAX_LENGTH // 3))),
        "dense rules.bnet": rules("{}, ", "|".join(f"u{i % 128}" for i in range(MAX_LENGTH // 5))),
        "new labels.bnet": rules("{}, ", "|".join(f"q{i}" for i in range(MAX_LENGTH // 6))),
        "blanks.bnet": repeated("\n", size, "A, A"),
        "delays.bnet": repeated("[-1]", 20_000, "A, A"),
        "rules.booleannet": repeated("A *= B\n", size),
        "starts.booleannet": repeated("A = True\n", size),
        "ranks.booleannet": repeated("1: A* = B\n", size),
        "equals.booleannet": repeated("A = ", size, "", "True"),
        "wide rules.booleannet": rules("{} *= ", " or ".join(["u1"] * (MAX_LENGTH // 6))),
        "deep rules.booleannet": rules("{} *= ", "not " * (MAX_LENGTH // 4 - 2) + "u1"),
    }


def arrays(size):
    """Arrays and archives of numpy."""

    def array(header, data=b""):
        text = header.encode()
        return b"\x93NUMPY\x02\x00" + len(text).to_bytes(4, "little") + text + data

    def archive(parts):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
            for name, data in parts:
                out.writestr(name, data)
        return file.getvalue()

    plain = "{'descr': '<f8', 'fortran_order': False, 'shape': (%s), }\n"
    side = int(((size - 200) // 8) ** 0.5)
    half = np.full(side * side, 0.5).tobytes()
    bomb = np.zeros(50_000_000).tobytes()
    return {
        "header.npy": array(repeated("(", size - 12)),
        "long header.npy": array(repeated("1,", size - 100, "{'descr': '<f8', 'shape': (", ")}")),
        "dimensions.npy": array(plain % repeated("1,", 9_000), b"\0" * 8),
        "a shape.npy": array(plain % f"{10**300}, {10**300}"),
        "minus.npy": array(plain % "-1, -1", b"\0" * 8),
        "a square.npy": array(plain % f"{side}, {side}", half),
        "a row.npy": array(plain % f"1, {side * side}", half),
        "a column.npy": array(plain % f"{side * side}, 1", half),
        "texts.npy": array(
            plain.replace("<f8", f"<U{(size - 200) // 8}") % "2, 1", bytes((size - 200) // 8 * 8)
        ),
        "objects.npy": array(plain.replace("<f8", "|O") % "1,", bytes(size - 200)),
        "a bomb.npz": archive([("tpm.npy", bomb)]),
        "files.npz": archive([(f"{i}.npy", b"") for i in range(size // 150)]),
        "a large tpm.npz": archive(
            [("tpm.npy", array(plain % f"{2**14}, 14", np.full(2**14 * 14, 0.5).tobytes()))]
        ),
        "a square.npz": archive(
            [("weights.npy", array(plain % f"{MAX_DRAWN}, {MAX_DRAWN}", bytes(8 * MAX_DRAWN**2)))]
        ),
        "broken.npz": b"PK\x03\x04" + b"PK\x05\x06" * ((size - 4) // 4),
        "zeros.mat": b"MATLAB " + b"\0" * (size - 7),
    }


def figures(size):
    """Pictures that carry what no figure of ours does."""
    head = b"%PDF-1.4 " + MARK.encode()
    return {
        "marks.pdf": repeated(MARK, size).encode(),
        "letters.png": head + b"A" * (size - len(head)),
        "a bomb.svg": head + base64.b64encode(zlib.compress(bytes(200_000_000))),
        "a nest.pdf": head + base64.b64encode(zlib.compress(b"[" * (size - 1))),
    }


def files(size):
    """Files for every format, as bytes by their names."""
    texts = {f"{name}.json": text for name, text in json_texts(size).items()}
    texts |= {f"{name}.graphml": text for name, text in xml_texts(size).items()}
    texts |= {f"{name}.gml": text for name, text in gml_texts(size).items()}
    texts |= lines(size)
    return {name: text.encode()[:size] for name, text in texts.items()} | arrays(size) | figures(size)
