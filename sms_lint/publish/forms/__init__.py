"""Forms in the browser for people who do not use git: the configuration and the page of an editor of files on a forge.

The editor is Sveltia CMS, whose script is put beside the page. Decision note 0087 says why.
"""
