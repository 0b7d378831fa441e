"""A store far away, for tests: one that speaks as S3 does, on this machine."""

import importlib.util
from collections.abc import Iterator
from typing import Any

import pytest

KEYS = {"AWS_ACCESS_KEY_ID": "invented", "AWS_SECRET_ACCESS_KEY": "invented"}
REGION = "us-east-1"


def _lacking(*modules: str) -> pytest.MarkDecorator:
    missing = [module for module in modules if importlib.util.find_spec(module) is None]
    return pytest.mark.skipif(bool(missing), reason=f"{', '.join(missing)} not installed")


needs_far = _lacking("upath")
needs_s3 = _lacking("upath", "s3fs", "moto", "flask")


@pytest.fixture
def s3() -> Iterator[tuple[Any, dict[str, str]]]:
    """A store with a bucket `oogst`, and the variables with which a command finds it."""
    import boto3
    import requests
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    url = "http://{}:{}".format(*server.get_host_and_port())
    keys = {name.lower(): value for name, value in KEYS.items()}
    requests.post(f"{url}/moto-api/reset", timeout=10)  # what it holds outlives a server
    store = boto3.client("s3", endpoint_url=url, region_name=REGION, **keys)
    store.create_bucket(Bucket="oogst")
    yield store, {"AWS_ENDPOINT_URL": url, "AWS_DEFAULT_REGION": REGION, **KEYS}
    server.stop()


def keys_in(store: Any, folder: str) -> list[str]:
    """Return the keys of the bucket that lie in a folder of it."""
    found = store.list_objects_v2(Bucket="oogst", Prefix=f"{folder}/")
    return [entry["Key"] for entry in found.get("Contents", ())]
