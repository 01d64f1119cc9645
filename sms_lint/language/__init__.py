"""The language of declared rules: what a rule in YAML may say, checked against the kinds and made ready to run.

A declared rule is about the entries of a kind. Its conditions are short sentences in one grammar, which stands in
`parsing`; `field_types` says what the fields of a kind hold, `scope` what a name in a condition stands for, and `case`
what it says of what is being judged. `operands`, `conditions`, `lengths` and `sentence` make functions of what was
written, and `compiling` puts a whole rule together: a `declared.DeclaredRule`, or all that is wrong with it.
"""
