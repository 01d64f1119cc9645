import os
from pathlib import Path
from threading import Event, Thread
from urllib.request import urlopen

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.publish.site.serve import served, state_of, watch


def test_a_folder_is_served_on_this_machine_alone(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>hello", "utf-8")
    with served(tmp_path, 0) as address:
        assert address.startswith("http://127.0.0.1:")
        with urlopen(address) as answer:
            assert answer.read() == b"<p>hello"
            assert answer.headers["Cache-Control"] == "no-store"


def test_a_port_in_use_is_said_plainly(tmp_path: Path) -> None:
    with served(tmp_path, 0) as address:
        port = int(address.rstrip("/").rpartition(":")[2])
        with pytest.raises(SmsError, match=f"port {port} cannot be used: .*--port"), served(tmp_path, port):
            pass


def test_only_what_the_site_is_made_from_is_watched(small: Path) -> None:
    before = state_of(small)
    (small / "build").mkdir()
    (small / "build" / "x").write_text("x", "utf-8")
    assert state_of(small) == before
    policy = small / "policies" / "service-management.md"
    os.utime(policy, ns=(1, 1))
    assert state_of(small) != before
    (small / "trust.yml").write_text("version: 1\n", "utf-8")
    assert str(small / "trust.yml") in state_of(small)
    (small / "policies" / "gone.md").symlink_to(small / "nowhere")
    assert str(small / "policies" / "gone.md") in state_of(small)


def test_every_change_builds_again(small: Path) -> None:
    built, stop, policy = [], Event(), small / "policies" / "service-management.md"
    twice = Event()

    def rebuild() -> None:
        built.append(policy.read_text("utf-8"))
        if len(built) == 1:
            policy.write_text("changed while it was building", "utf-8")
        else:
            twice.set()

    thread = Thread(target=watch, args=(small, rebuild, stop, 0.01))
    thread.start()
    assert twice.wait(10)
    stop.set()
    thread.join(10)
    assert built[1] == "changed while it was building"
