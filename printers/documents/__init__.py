"""The conference as files for the office: invitations, labels, lists, registers, the hall's plan.

All take plain words and write one file. They load heavy libraries (reportlab, python-docx,
XlsxWriter, pypdf), so only child processes and commands import them; `words` and `wording` are
light.
"""
