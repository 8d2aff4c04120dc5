"""The few forms that are not JSON."""

from __future__ import annotations

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length


class SignInForm(FlaskForm):
    """Name and password of an operator."""

    operator_name = StringField(
        lazy_gettext("Tên đăng nhập"), validators=[InputRequired(), Length(max=60)]
    )
    password = PasswordField(
        lazy_gettext("Mật khẩu"), validators=[InputRequired(), Length(max=200)]
    )
