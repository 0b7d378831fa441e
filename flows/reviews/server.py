"""The page for a sitting, served to this machine alone.

It listens on the loopback address. Whoever asks must know the token, which is new each time;
a request that another page sends (its ``Origin``) or that came by another name than this
machine's own (its ``Host``, as DNS rebinding does) is refused.
"""

import secrets
import socket
from collections.abc import Awaitable, Callable
from dataclasses import asdict

import uvicorn
from pydantic import Field, ValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from flows.pages.rendering import render, shown, words
from flows.reviews.answers import AnswerError
from flows.reviews.sitting import Sitting, fields_of
from schemas.document import Frozen
from warehouse.reviews.query import ToReview

HOST = "127.0.0.1"
_LONGEST = 100_000  # bytes of a decision


class _Told(Frozen):
    record_id: str
    decision: str
    changes: dict[str, str] = Field(default_factory=dict)
    why: str | None = None


_Next = Callable[[Request], Awaitable[Response]]


def application(sitting: Sitting, token: str, port: int, language: str = "nl") -> Starlette:
    """Return the page of ``sitting`` for who knows ``token``, at ``port`` of this machine."""

    async def page(_: Request) -> Response:
        return HTMLResponse(_page(sitting, token, language))

    async def decide(request: Request) -> Response:
        told = await _told(request)
        if told.record_id not in sitting.records:
            raise HTTPException(404, "no such record")
        try:
            sitting.decide(told.record_id, told.decision, told.changes, told.why or None)
        except AnswerError as error:
            return JSONResponse({"fault": str(error)}, 422)
        return JSONResponse({"decided": sitting.decided()})

    async def guarded(request: Request, following: _Next) -> Response:
        if not _is_ours(request, token, port):
            return Response("refused", 403)
        response = await following(request)
        response.headers.update({"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})
        return response

    routes = [Route("/", page), Route("/decisions", decide, methods=["POST"])]
    return Starlette(routes=routes, middleware=[Middleware(BaseHTTPMiddleware, dispatch=guarded)])


def serve(sitting: Sitting, port: int, tell: Callable[[str], None], language: str = "nl") -> None:
    """Serve the page until Ctrl-C; ``tell`` gets its address. ``port`` 0 takes a free one.

    Raises ``OSError`` where the port is taken.
    """
    token = secrets.token_urlsafe(24)
    with socket.create_server((HOST, port)) as listening:
        taken = listening.getsockname()[1]
        app = application(sitting, token, taken, language)
        config = uvicorn.Config(app, log_level="error", access_log=False, lifespan="off")
        tell(f"http://{HOST}:{taken}/?token={token}")
        uvicorn.Server(config).run(sockets=[listening])


def _is_ours(request: Request, token: str, port: int) -> bool:
    own = {f"{HOST}:{port}", f"localhost:{port}"}
    origin = request.headers.get("origin")
    if request.headers.get("host") not in own:
        return False
    if origin is not None and origin.removeprefix("http://") not in own:
        return False
    given = request.query_params.get("token") or request.headers.get("x-token") or ""
    return secrets.compare_digest(given.encode(), token.encode())


async def _told(request: Request) -> _Told:
    if int(request.headers.get("content-length") or 0) > _LONGEST:
        raise HTTPException(413, "too long")
    try:
        return _Told.model_validate_json(await request.body())
    except ValidationError as error:
        raise HTTPException(400, "no decision") from error


def _page(sitting: Sitting, token: str, language: str) -> str:
    records = [_shown(name, one) for name, one in sitting.records.items()]
    return render(
        "review",
        connects=True,
        language=language,
        words=words(language),
        sitting={"token": token, "records": records, "decided": sitting.decided()},
    )


def _shown(record_id: str, one: ToReview) -> dict[str, object]:
    return {
        "record_id": record_id,
        "record_type": one.record.record_type,
        "before": shown(one.before),
        "quote": shown(one.record.quote),
        "after": shown(one.after),
        "title": shown(one.title or one.path),
        "page": one.record.page,
        "rule": one.record.rule,
        "confidence": one.record.confidence,
        "fields": [asdict(field) for field in fields_of(one)],
    }
