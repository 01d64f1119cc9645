"""Registers as workbooks, out and back: people edit cells in a spreadsheet, and exactly these change in the files."""
