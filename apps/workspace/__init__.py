"""The workspace around every view: frame, toolbar, tabs, autosave, links, gallery and glossary."""
