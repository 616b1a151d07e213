import os
from apps.document.link_text import linked
from apps.document.snapshot import opened as document
from cards import example
from pilot import Pilot
import test_layout
from engine import Substrate
import numpy as np
def five():
    L=list("ABCDE")
    return Substrate.from_rules({"A":"B & C | D","B":"A | E","C":"A ^ B","D":"C & E | A","E":"D | B & A"})
def test_shot(page, served):
    page.set_viewport_size({"width":1440,"height":900})
    view, nets = os.environ["SHOT"].split(":")
    for name in nets.split(","):
        net = five() if name=="five" else test_layout.NETWORKS[name]() if name in test_layout.NETWORKS else example(name)
        page.goto(f"{served}/{view}#d=" + linked(document(net)))
        page.reload()
        page.locator(".ne svg[role=application]").wait_for()
        page.wait_for_timeout(6000)
        page.screenshot(path=f"/tmp/w/shots/page-{view}-{name}.png")
        if view=="explore" and not os.environ.get("NO3D"):
            page.locator(".plane-or-space button", has_text="3-D").click()
            page.wait_for_timeout(2000)
            page.locator(".structure-pane").first.screenshot(path=f"/tmp/w/shots/space-{name}.png")
            page.locator(".plane-or-space button", has_text="2-D").click()
