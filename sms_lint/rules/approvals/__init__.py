"""Rules about approvals, anchors, and what the history holds."""
