"""The manual: its pages of `assets/manual`, and those that are made from the declarations of the program.

``make docs`` builds it into `assets/manual-site`, from where the server shows it at ``/manual/``.
"""
