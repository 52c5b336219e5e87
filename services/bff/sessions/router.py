"""Signing in and out over REST."""

from fastapi import APIRouter, Request, Response

from services.bff.dependencies import ClockDep, MembershipsDep, SessionsDep, SignedInDep, UsersDep
from services.bff.households.service import Memberships
from services.bff.sessions.guard import clear_cookie, cookie_of, set_cookie
from services.bff.sessions.model import csrf_of
from services.bff.sessions.schemas import Session, SignIn
from services.bff.users.model import Account
from services.bff.users.router import address_of, user_answer
from services.mesh.clock import Clock

router = APIRouter(prefix="/session", tags=["session"])


async def _session(account: Account, csrf_token: str, memberships: Memberships, clock: Clock) -> Session:
    found = await memberships.described(account.user_id, clock)
    return Session(user=user_answer(account), csrf_token=csrf_token, memberships=found)


@router.post("")
async def sign_in(
    request: Request,
    response: Response,
    users: UsersDep,
    sessions: SessionsDep,
    memberships: MembershipsDep,
    clock: ClockDep,
    body: SignIn,
) -> Session:
    """Sign in."""
    account = await users.sign_in(body.username, body.password.get_secret_value(), address_of(request))
    memberships.forget_user(account.user_id)
    token = await sessions.open(account.user_id, cookie_of(request))
    set_cookie(response, token)
    return await _session(account, csrf_of(token), memberships, clock)


@router.get("")
async def get_session(person: SignedInDep, memberships: MembershipsDep, clock: ClockDep) -> Session:
    """Who is signed in, and in which households."""
    account = Account(person.user_id, person.username, person.display_name, person.locale)
    memberships.forget_user(person.user_id)
    return await _session(account, person.csrf_token, memberships, clock)


@router.delete("", status_code=204)
async def sign_out(person: SignedInDep, sessions: SessionsDep) -> Response:
    """Sign out."""
    await sessions.close(person.token_hash)
    response = Response(status_code=204)
    clear_cookie(response)
    return response
