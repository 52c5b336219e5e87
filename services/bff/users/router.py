"""Users over REST."""

from fastapi import APIRouter, Request, Response

from services.bff.dependencies import SessionsDep, SignedInDep, UsersDep
from services.bff.sessions.guard import cookie_of, set_cookie
from services.bff.sessions.model import csrf_of
from services.bff.sessions.schemas import Session
from services.bff.users.model import Account
from services.bff.users.schemas import PasswordChange, SignUp, User, UserChange

router = APIRouter(prefix="/users", tags=["users"])


def address_of(request: Request) -> str:
    """The address that the request came from; a trusted proxy's word for it when settings name one."""
    return request.client.host if request.client else ""


def user_answer(account: Account) -> User:
    """The person as the page sees them."""
    return User.model_validate(account, from_attributes=True)


@router.post("", status_code=201)
async def sign_up(
    request: Request, response: Response, users: UsersDep, sessions: SessionsDep, body: SignUp
) -> Session:
    """Make a person and sign them in."""
    account = await users.sign_up(
        body.request_id,
        body.username,
        body.password.get_secret_value(),
        body.display_name,
        body.locale.value,
        address_of(request),
    )
    token = await sessions.open(account.user_id, cookie_of(request))
    set_cookie(response, token)
    return Session(user=user_answer(account), csrf_token=csrf_of(token), memberships=[])


@router.patch("/me")
async def update_user(person: SignedInDep, users: UsersDep, body: UserChange) -> User:
    """Change the name shown, or the language."""
    return user_answer(await users.change(person.user_id, body.display_name, body.locale))


@router.post("/me/password", status_code=204)
async def change_password(
    person: SignedInDep, users: UsersDep, sessions: SessionsDep, body: PasswordChange
) -> Response:
    """Change the password; other devices are signed out."""
    await users.change_password(
        person.user_id, body.old_password.get_secret_value(), body.new_password.get_secret_value()
    )
    await sessions.close_others(person)
    return Response(status_code=204)
