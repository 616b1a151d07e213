"""What every view stands in: frame, toolbar, tabs, autosave, links, gallery and glossary."""
