"""The configuration of the forms: which repository they change, how, and what they offer."""

from urllib.parse import urlsplit

from sms_lint.ground.errors import SmsError
from sms_lint.ground.output.json_text import json_text
from sms_lint.ground.output.printable import Printable
from sms_lint.publish.forms.collections import Offer
from sms_lint.publish.forms.fields import Field
from sms_lint.publish.site.forge_addresses import kind_of_forge
from sms_lint.system.sms import Sms

_COMMON_HOSTS = {"github": "github.com", "gitlab": "gitlab.com"}


class Backend:
    """The forge that holds the repository: its kind, the name of the repository, and the addresses that are asked."""

    def __init__(self, sms: Sms) -> None:
        address = urlsplit(str(sms.config.repository or ""))
        self.repository = address.path.strip("/").removesuffix(".git")
        if not address.hostname or "/" not in self.repository:
            raise SmsError(
                "the settings do not say where the repository is on the web: set `repository` in sms.yml, such as "
                "https://github.com/owner/name"
            )
        self.kind = kind_of_forge(sms.config)
        if self.kind not in _COMMON_HOSTS:
            raise SmsError(
                f"the forms cannot make proposals on {self.kind}: the editor does so on GitHub and GitLab alone, and "
                "would change the branch in force itself. Edit there with the editor of the forge"
            )
        self.origin = f"https://{address.netloc}"
        self.branch = str(sms.config.branch)
        self._common = address.hostname == _COMMON_HOSTS[self.kind]

    @property
    def hosts(self) -> tuple[str, ...]:
        """The addresses that the page may talk to: the forge's interface for programs, and nothing else."""
        return ("https://api.github.com",) if self.kind == "github" and self._common else (self.origin,)

    def settings(self) -> Field:
        """What the editor is told of it."""
        told: Field = {
            "name": self.kind,
            "repo": self.repository,
            "branch": self.branch,
            "auth_methods": ["token"],  # signing in by OAuth would ask a further host
        }
        if self._common:
            return told
        api = "/api/v3" if self.kind == "github" else "/api/v4"
        return {**told, "base_url": self.origin, "api_root": f"{self.origin}{api}"}


def configuration(backend: Backend, offered: Offer) -> Field:
    """All that the editor is told. Every change is a proposal; nothing reaches the branch in force by itself."""
    return {
        "backend": backend.settings(),
        "publish_mode": "editorial_workflow",
        "media_folder": "docs/media",
        "show_preview_links": False,
        "editor": {"preview": False},
        "slug": {"encoding": "ascii", "clean_accents": True},
        "output": {
            "omit_empty_optional_fields": True,
            "yaml": {"indent_size": 2, "indent_sequences": True},
        },
        "collections": offered.collections,
    }


def configuration_text(backend: Backend, offered: Offer) -> Printable:
    """The same as JSON."""
    return json_text(configuration(backend, offered))
