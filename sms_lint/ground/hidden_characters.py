"""The characters that nobody sees: neither in a controlled text nor on a screen have they any business."""

# Controls (but for tabs and ends of lines), soft hyphen, zero-width and bidirectional characters, line separators,
# byte-order mark, controls of shorthand and music, tags, what is no character at all: ranges for a regular expression.
HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
