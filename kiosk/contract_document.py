"""The published contract: OpenAPI 3.1 made of the same models that the routes check with."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import Any

from openapi_pydantic import OpenAPI
from openapi_pydantic.util import PydanticSchema, construct_open_api_with_schema_class
from pydantic import BaseModel

from conference.refusals import N_
from kiosk.contract import (
    AboutBody,
    Answer,
    Answers,
    BatchBody,
    ByCodeAnswer,
    ByHandBody,
    CodeBody,
    DelegateAnswer,
    DelegationBody,
    Done,
    HistoryAnswer,
    Results,
    ScanBody,
    StatisticsAnswer,
)

PUBLIC, STATION, DESK = N_("mọi người"), N_("thiết bị đã ghép quầy"), N_("bàn đón tiếp")

SCHEME = "remote"
"""What the contract calls the token of a remote control (`Authorization: Bearer …`)."""


class RefusalDetail(BaseModel):
    """Why not: `code` is stable, `sentence` is in the reader's language."""

    code: str
    sentence: str
    details: dict[str, str | int]


class RefusalBody(BaseModel):
    """A request that was understood and not carried out; nothing has changed."""

    error: RefusalDetail


@dataclass(frozen=True)
class Described:
    """A route as the contract says it."""

    method: str
    path: str
    does: str
    who: str
    answer: type[BaseModel] | None = None
    body: type[BaseModel] | None = None
    query: dict[str, str] = field(default_factory=dict, hash=False)
    token: bool = False
    """Whether it asks for a remote control's token."""

    @property
    def name(self) -> str:
        """What generators call the operation."""
        return re.sub(r"\W+", "_", f"{self.method}{self.path}").strip("_").lower()


ROUTES = (
    Described("post", "/api/check-in",
        N_("Điểm danh bằng một lần quét; cùng scan_id luôn nhận cùng một câu trả lời."),
        PUBLIC, Answer, ScanBody),
    Described("post", "/api/check-in/batch",
        N_("Gửi bù tối đa 50 lần quét; mỗi lần một câu trả lời, lần lỗi không ảnh hưởng lần khác."),
        STATION, Answers, BatchBody),
    Described("post", "/api/check-in/by-hand",
        N_("Điểm danh người tìm thấy không cần mã; có lý do thì phụ trách cho phép ngoại lệ."),
        DESK, Answer, ByHandBody),
    Described("post", "/api/check-in/delegation",
        N_("Điểm danh nhiều người của một đoàn."), DESK, Answers, DelegationBody),
    Described("post", "/api/check-in/undo",
        N_("Hoàn tác một lần điểm danh, có lý do."), DESK, Done, AboutBody),
    Described("post", "/api/leave",
        N_("Ghi đại biểu ra về, có lý do."), DESK, Done, AboutBody),
    Described("post", "/api/return",
        N_("Ghi đại biểu trở lại."), DESK, Done, AboutBody),
    Described("get", "/api/search",
        N_("Tìm đại biểu theo tên (không cần dấu, gõ Telex, VNI đều được), số thẻ, đơn vị."),
        DESK, Results, query={
            "q": N_("từ cần tìm"), "limit": N_("số dòng, mặc định 20, nhiều nhất 100")}),
    Described("get", "/api/delegates/{delegate_id}",
        N_("Một đại biểu và mọi việc tại cửa."), DESK, DelegateAnswer),
    Described("post", "/api/delegates/by-code",
        N_("Tìm người theo mã mà không điểm danh; mã trên thẻ căn cước không được lưu."),
        DESK, ByCodeAnswer, CodeBody),
    Described("get", "/api/statistics",
        N_("Số liệu tại cửa của buổi đang mở."), DESK, StatisticsAnswer),
    Described("get", "/api/history",
        N_("Các lần quét, kể cả lần chưa được vào; nhiều nhất 200."), DESK, HistoryAnswer,
        query={
            "after": N_("chỉ những lần sau số này"),
            "delegate": N_("của một đại biểu"),
            "station": N_("của một quầy"),
        }),
    Described("get", "/api/openapi.json", N_("Bản mô tả này cho phần mềm."), PUBLIC),
    Described("get", "/api/", N_("Bản mô tả này cho người đọc."), PUBLIC),
)  # fmt: skip


@functools.lru_cache(maxsize=2)
def contract_document(version: str, more: tuple[Described, ...] = ()) -> dict[str, Any]:
    """Give the contract as OpenAPI 3.1, plain values; `more` are routes of other faces."""
    paths: dict[str, dict[str, Any]] = {}
    for route in ROUTES + more:
        paths.setdefault(route.path, {})[route.method] = _operation(route)
    document = OpenAPI.model_validate(
        {
            "info": {
                "title": "hoinghi: the door",
                "version": version,
                "description": "Every verdict is HTTP 200; 4xx and 5xx mean that there is none.",
            },
            "components": {"securitySchemes": {SCHEME: {"type": "http", "scheme": "bearer"}}},
            "paths": paths,
        }
    )
    made = construct_open_api_with_schema_class(document)
    plain: dict[str, Any] = made.model_dump(mode="json", by_alias=True, exclude_none=True)
    return plain


def _operation(route: Described) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": route.name,
        "summary": route.does,
        "tags": [route.who],
        "responses": {"200": _said(route.answer)},
    }
    if route.token:
        operation["security"] = [{SCHEME: []}]
    if route.who is not PUBLIC or route.body is not None:
        operation["responses"]["default"] = _said(RefusalBody)
    if route.body is not None:
        operation["requestBody"] = {"required": True, "content": _json_of(route.body)}
    parameters = [
        _parameter(name, "query", {"type": "string"}, said) for name, said in route.query.items()
    ]
    parameters += [
        _parameter(name, "path", {"type": "integer"}, "")
        for name in re.findall(r"{(\w+)}", route.path)
    ]
    return operation | ({"parameters": parameters} if parameters else {})


def _parameter(name: str, place: str, schema: dict[str, str], said: str) -> dict[str, Any]:
    required = {"required": True} if place == "path" else {}
    return {"name": name, "in": place, "schema": schema, "description": said} | required


def _said(answer: type[BaseModel] | None) -> dict[str, Any]:
    if answer is None:
        return {"description": "OK"}
    return {"description": (answer.__doc__ or "").split("\n")[0], "content": _json_of(answer)}


def _json_of(model: type[BaseModel]) -> dict[str, Any]:
    return {"application/json": {"schema": PydanticSchema(schema_class=model)}}


def kind_of(schema: dict[str, Any]) -> str:
    """Say in a few signs what a field of a schema holds."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " | ".join(kind_of(one) for one in schema["anyOf"])
    if "const" in schema:
        return f'"{schema["const"]}"'
    if "enum" in schema:
        return " | ".join(f'"{value}"' for value in schema["enum"])
    if schema.get("type") == "array":
        return f"[{kind_of(schema.get('items', {}))}]"
    return str(schema.get("type", "…"))
