"""The hooks of the versions page; `apps.ui.hooks` says what a hook is."""

VERSIONS = {
    "versions-table": "what each version of the theory says",
    "versions": "its table",
    "values": "its row of numbers",
    "why-differ": "sentences on why they differ",
    "said-all": "the same for screen readers",
    "constellation-pane": "frame of the constellation of IIT 3.0",
    "moment": "before the minimum cut, after it, or both",
    "axis-{number}": "which state is an axis of concept space",
    "constellation-text": "the constellation in words",
    "concept-list": "frame of the table of concepts",
    "concept-pane": "frame of the repertoires of the picked concept",
    "concept-title": "its mechanism and φ",
    "partition": "the partition of its past, and that of its future, as fractions",
    "cut-pane": "frame of the drawing with the minimum cut of IIT 3.0",
    "cut-text": "the cut in words",
    "concepts-pane": "what the minimum cut of IIT 3.0 moves",
    "concepts": "table of the concepts",
    "moves": "table of what is moved",
    "differences-pane": "what each version defines otherwise",
}
