"""Starting one's own: a first system for another organization, the next entry of a kind, and a road map by clause.

What a starter consists of is data in this folder: `documents/` and `records/` hold one file each, `templates/` the
files that are the same for everybody. Nothing here writes: functions return paths and texts, and a door writes them.
"""
