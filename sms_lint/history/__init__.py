"""What the branch proves: record changes, anchors, approvals."""
