"""The schedule: at a change of the clocks, a time that is skipped or comes twice runs once."""

import asyncio
import datetime as dt
from pathlib import Path

import pytest
import yaml

from flows.exit_codes import ExitCode
from flows.prefect_server import LocalServer
from flows.runs.files import AMSTERDAM
from flows.serve import refuse_no_schedule
from flows.settings import SettingsError
from tests.command import invoke

PROJECT = Path(__file__).parents[1]
SPRING, AUTUMN = dt.date(2026, 3, 29), dt.date(2026, 10, 25)
TEN_MINUTES = dt.timedelta(minutes=10)


def times_on(day, cron):
    """Every time of ``day`` that the server may ever compute, whenever it looks ahead."""
    from prefect.server.schemas.schedules import CronSchedule

    schedule = CronSchedule(cron=cron, timezone=AMSTERDAM.key)
    first = dt.datetime.combine(day, dt.time(), AMSTERDAM) - dt.timedelta(days=1)
    looks = [first.astimezone(dt.UTC) + TEN_MINUTES * number for number in range(6 * 48)]

    async def computed():
        return [time for look in looks for time in await schedule.get_dates(3, start=look)]

    times = {time.astimezone(dt.UTC) for time in asyncio.run(computed())}
    return sorted(time for time in times if time.astimezone(AMSTERDAM).date() == day)


@pytest.mark.parametrize("day", [SPRING, AUTUMN], ids=["spring", "autumn"])
@pytest.mark.parametrize("cron", ["0 2 * * *", "30 2 * * *", "59 2 * * *", "0 3 * * *"])
def test_a_night_on_which_the_clocks_change_has_one_run(day, cron):
    assert len(times_on(day, cron)) == 1


@pytest.mark.parametrize(
    ("day", "hour"),
    [(dt.date(2026, 1, 15), 1), (dt.date(2026, 7, 15), 0)],
    ids=["winter", "summer"],
)
def test_two_at_night_is_two_in_amsterdam(day, hour):
    (time,) = times_on(day, "0 2 * * *")
    assert (time.hour, time.minute) == (hour, 0)


def test_an_hourly_schedule_misses_no_hour_of_the_sun_but_the_one_that_comes_twice():
    """Else the test above could pass on a schedule that knows no clock changes at all."""
    assert [len(times_on(day, "0 * * * *")) for day in (SPRING, AUTUMN)] == [23, 24]


@pytest.mark.parametrize("cron", ["elke nacht", "61 2 * * *", "", "0 2 * *"])
def test_what_names_no_times_is_refused_in_one_line(cron):
    with pytest.raises(SettingsError, match="names no times, as '0 2 \\* \\* \\*' does"):
        refuse_no_schedule(cron)


def test_serving_a_folder_that_is_not_there_is_refused_before_a_server_is_started(tmp_path):
    result = invoke("serve", tmp_path / "weg")
    assert result.exit_code == ExitCode.NOTHING_READABLE
    assert result.stderr == f"{tmp_path / 'weg'}: no such folder\n"


@pytest.mark.parametrize("url", [None, "http://127.0.0.1:9/api"], ids=["none", "one that is gone"])
def test_a_schedule_of_no_times_is_refused_before_a_server_is_started(raw, monkeypatch, url):
    monkeypatch.setattr(LocalServer, "start", lambda server: pytest.fail("a server was started"))
    result = invoke("serve", raw, "--cron", "elke nacht", PREFECT_API_URL=url)
    assert result.exit_code == ExitCode.WRONG_USE
    assert result.stderr == "--cron: 'elke nacht' names no times, as '0 2 * * *' does\n"


def test_work_pools_are_told_the_same_flow_and_schedule():
    from prefect.flows import load_flow_from_entrypoint

    told = yaml.safe_load((PROJECT / "prefect.yaml").read_text("utf-8"))
    (deployment,) = told["deployments"]
    (schedule,) = deployment["schedules"]
    flow = load_flow_from_entrypoint(deployment["entrypoint"])
    assert flow.name == "nightly"
    assert deployment["parameters"].keys() <= set(flow.parameters.properties)
    assert set(flow.parameters.required) <= deployment["parameters"].keys()
    assert (schedule["cron"], schedule["timezone"]) == ("0 2 * * *", AMSTERDAM.key)
    assert deployment["concurrency_limit"]["limit"] == 1
