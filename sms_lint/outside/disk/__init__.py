"""The disk: the only home of reading a repository's files, of writing, and of removing folders; links are refused."""

from sms_lint.outside.disk.locks import locked
from sms_lint.outside.disk.own_folders import MARK, is_ours, made_anew, refuse_foreign, removed, take_place
from sms_lint.outside.disk.places import given, link_on_the_way, refuse_links
from sms_lint.outside.disk.reading import PlainFiles, files_below, read_given, read_plain
from sms_lint.outside.disk.writing import (
    copy_file,
    create_all,
    create_file,
    lay_out,
    make_folder,
    make_parent,
    remove_file,
    replace_all,
    same_file,
    write_file,
    write_given,
)

__all__ = [
    "MARK",
    "PlainFiles",
    "copy_file",
    "create_all",
    "create_file",
    "files_below",
    "given",
    "is_ours",
    "lay_out",
    "link_on_the_way",
    "locked",
    "made_anew",
    "make_folder",
    "make_parent",
    "read_given",
    "read_plain",
    "refuse_foreign",
    "refuse_links",
    "remove_file",
    "removed",
    "replace_all",
    "same_file",
    "take_place",
    "write_file",
    "write_given",
]
