"""`manage.py doctor`: a line a finding, what to do under what is wrong, and an exit status for scripts."""

import pytest
from django.core.management import call_command

from factcheck.management.commands import doctor
from factcheck.services.health import Finding, State


def run_doctor(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    with pytest.raises(SystemExit) as stop:
        call_command("doctor")
    return int(stop.value.code or 0), capsys.readouterr().out


@pytest.mark.django_db
def test_a_sound_installation_gives_0_and_names_what_it_stands_on(capsys: pytest.CaptureFixture[str]) -> None:
    status, output = run_doctor(capsys)

    assert status == 0
    for name in ("database", "broker", "capture store", "lookup index", "background work", "disk"):
        assert f"✓ {name}" in output
    assert "Everything that is needed works." in output


def test_what_is_wrong_gives_1_and_says_how_to_mend_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    findings = [
        Finding("broker", State.WRONG, "redis://127.0.0.1 does not answer", "Start Redis."),
        Finding("contact", State.ADVICE, "nobody to write to", "Set CONTACT_URL."),
        Finding("disk", State.OK, "50.0 GB free"),
    ]
    monkeypatch.setattr(doctor, "examine", lambda: findings)

    status, output = run_doctor(capsys)

    assert status == 1
    assert "✗ broker" in output and "→ Start Redis." in output
    assert "· contact" in output
    assert "Wrong: 1." in output


def test_advice_alone_is_no_failure(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "examine", lambda: [Finding("contact", State.ADVICE, "nobody to write to")])

    assert run_doctor(capsys)[0] == 0
