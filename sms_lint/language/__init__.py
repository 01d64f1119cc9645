"""The language of declared rules: what a rule in YAML may say, checked against the kinds and made ready to run.

A declared rule is about the entries of a kind. Its conditions are short sentences in one grammar, which stands in
`parsing`; `field_types` says what the fields of a kind hold, `scope` what a name in a condition stands for,
`conditions` and `sentence` make functions of what was written, and `declared` puts a whole rule together.
"""
