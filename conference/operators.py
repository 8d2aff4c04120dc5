"""The people who sign in, and the roles of the day. Passwords are kept as argon2id hashes only;
hashing itself is the gate's work, so that it can leave the hub.
"""  # noqa: D205 - one paragraph

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from conference.base import Base
from conference.journal import Fact, record
from conference.names import tidy
from conference.refusals import N_, NotFound, Refusal


class Role(enum.StrEnum):
    """Who does what on the day."""

    ADMIN = "admin"
    SUPERVISOR = "supervisor"
    RECEPTION = "reception"
    VIP_RECEPTION = "vip_reception"
    PRINT = "print"
    STAGE = "stage"
    MC = "mc"
    BACKSTAGE = "backstage"
    TECHNICIAN = "technician"
    PHOTOGRAPHER = "photographer"


ROLE_NAMES = {
    Role.ADMIN: N_("Ban Tổ chức"),
    Role.SUPERVISOR: N_("Phụ trách đón tiếp"),
    Role.RECEPTION: N_("Bộ phận đón tiếp"),
    Role.VIP_RECEPTION: N_("Lễ tân"),
    Role.PRINT: N_("Bộ phận in ấn"),
    Role.STAGE: N_("Điều hành sân khấu"),
    Role.MC: N_("Người dẫn chương trình"),
    Role.BACKSTAGE: N_("Hậu trường"),
    Role.TECHNICIAN: N_("Kỹ thuật"),
    Role.PHOTOGRAPHER: N_("Nhiếp ảnh"),
}


PUBLIC = "public"
"""Stands among roles for: no sign-in is asked."""

REMOTE = "remote"
"""Stands among roles for: whoever carries a remote control's token (conference.remotes)."""

SCREEN = "screen"
"""Stands among roles for: a paired screen too, whoever sits at it (conference.screens)."""

View = TypeVar("View", bound=Callable[..., Any])


def open_to(*roles: Role) -> Callable[[View], View]:
    """Declare which roles may use a route; the gate refuses all others, and undeclared routes."""

    def declare(view: View) -> View:
        _DECLARED[view] = frozenset(roles)
        return view

    return declare


def open_to_all(view: View) -> View:
    """Declare that a route needs no sign-in."""
    _DECLARED[view] = frozenset({PUBLIC})
    return view


def open_to_remotes(view: View) -> View:
    """Declare that a route asks for a remote control's token, and for no sign-in."""
    _DECLARED[view] = frozenset({REMOTE})
    return view


def open_to_screens_too(view: View) -> View:
    """Declare that paired screens may use a route, beside the roles declared before."""
    _DECLARED[view] = _DECLARED.get(view, frozenset()) | {SCREEN}
    return view


def declared_roles(view: Callable[..., Any]) -> frozenset[str] | None:
    """Give who may use a route; None where nobody has said."""
    return _DECLARED.get(view)


_DECLARED: WeakKeyDictionary[Callable[..., Any], frozenset[str]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Who:
    """The operator who makes a request: plain values."""

    id: int
    name: str
    role: Role

    @property
    def by(self) -> str:
        """How the journal names this operator."""
        return f"operator:{self.id}"


class Operator(Base):
    """A person with a sign-in name, a role and a password; a supervisor's PIN is hashed alike."""

    __tablename__ = "operator"

    id: Mapped[int] = mapped_column(primary_key=True)
    sign_in_name: Mapped[str] = mapped_column(String(60), unique=True)
    full_name: Mapped[str] = mapped_column(String(200))
    role: Mapped[Role]
    password_hash: Mapped[str] = mapped_column(String(200))
    pin_hash: Mapped[str] = mapped_column(String(200), default="")


@dataclass(frozen=True, kw_only=True)
class OperatorAdded(Fact):
    """Somebody may sign in."""

    operator_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class PasswordReset(Fact):
    """An operator got a new password; sign-ins made with the old one end."""

    operator_id: int


@dataclass(frozen=True, kw_only=True)
class PinSet(Fact):
    """A supervisor chose the PIN that gives leave at a desk."""

    operator_id: int


PIN_ROLES = frozenset({Role.SUPERVISOR, Role.ADMIN})
"""Who may set a rule aside, and so has a PIN."""


class RoleMayNot(Refusal):
    """Somebody is signed in whose role does not open this door."""

    code = "role_may_not"
    sentence = N_("Tài khoản của quý vị không có quyền mở trang này. Vui lòng liên hệ Ban Tổ chức.")


class SignInNameTaken(Refusal):
    """Two operators cannot share a sign-in name."""

    code = "sign_in_name_taken"
    sentence = N_("Tên đăng nhập này đã có người dùng. Vui lòng chọn tên khác.")


class SignInNameUnknown(Refusal):
    """No operator has this sign-in name."""

    code = "sign_in_name_unknown"
    sentence = N_("Không có tài khoản mang tên đăng nhập này.")


def add_operator(  # noqa: PLR0913 - an account is these five things
    session: Session,
    *,
    sign_in_name: str,
    full_name: str,
    role: Role,
    password_hash: str,
    at: dt.datetime,
    by: str,
) -> int:
    """Let somebody sign in; give the operator's id.

    Raises:
        SignInNameTaken: the name is in use; case does not count.
    """
    name = tidy(sign_in_name).casefold()
    if find_operator(session, name) is not None:
        raise SignInNameTaken
    operator = Operator(
        sign_in_name=name, full_name=tidy(full_name), role=role, password_hash=password_hash
    )
    session.add(operator)
    session.flush()
    record(session, OperatorAdded(operator_id=operator.id, role=role), at=at, by=by)
    return operator.id


def reset_password(
    session: Session, *, sign_in_name: str, password_hash: str, at: dt.datetime, by: str
) -> None:
    """Replace an operator's password.

    Raises:
        SignInNameUnknown: nobody has this name.
    """
    operator = find_operator(session, sign_in_name)
    if operator is None:
        raise SignInNameUnknown
    operator.password_hash = password_hash
    record(session, PasswordReset(operator_id=operator.id), at=at, by=by)


def find_operator(session: Session, sign_in_name: str) -> Operator | None:
    """Give the operator of this sign-in name, or None; case does not count."""
    name = tidy(sign_in_name).casefold()
    return session.scalar(select(Operator).where(Operator.sign_in_name == name))


def all_operators(session: Session) -> list[Operator]:
    """Give everybody who may sign in."""
    return list(session.scalars(select(Operator).order_by(Operator.id)))


def set_pin(session: Session, operator_id: int, pin_hash: str, *, at: dt.datetime, by: str) -> None:
    """Keep the hash of a supervisor's PIN; the one before gives leave no more.

    Raises:
        NotFound: nobody of this id may set rules aside.
    """
    operator = session.get(Operator, operator_id)
    if operator is None or operator.role not in PIN_ROLES:
        raise NotFound
    operator.pin_hash = pin_hash
    record(session, PinSet(operator_id=operator.id), at=at, by=by)


def pin_holders(session: Session) -> list[tuple[Who, str]]:
    """Give who has a PIN, each with its hash; always in the same order."""
    holders = select(Operator).where(Operator.pin_hash != "", Operator.role.in_(PIN_ROLES))
    return [
        (Who(one.id, one.full_name, Role(one.role)), one.pin_hash)
        for one in session.scalars(holders.order_by(Operator.id))
    ]


def operator_names(session: Session) -> dict[str, str]:
    """Give everybody's full name by how the journal names them ("operator:3")."""
    rows = session.execute(select(Operator.id, Operator.full_name))
    return {f"operator:{operator_id}": name for operator_id, name in rows}
