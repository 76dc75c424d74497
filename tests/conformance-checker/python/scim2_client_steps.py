"""What Python's scim2-client does with a service: arguments are its base URL and a token.

The library checks each answer against the schemas that it discovered, and also its status and media type.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from httpx2 import Client
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_models import PatchOp, SCIMException, SearchRequest

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
PROFILE = {"location": "Austin", "level": 3, "skills": ["chat", "mail"]}

base_url, token = sys.argv[1:]
failed = False


def step(title: str) -> Callable[[Callable[[], None]], None]:
    """Runs the function at once, and tells of it on a line that run.ts counts."""

    def run(function: Callable[[], None]) -> None:
        global failed
        try:
            function()
            print("passed", title, flush=True)
        except Exception as reason:
            failed = True
            told = f"{type(reason).__name__}: {reason}"
            print(f"FAILED {title}:", " ".join(told.split()), flush=True)

    return run


def expect(what: str, expected: object, seen: object) -> None:
    if seen != expected:
        raise AssertionError(f"{what} is {seen!r}, not {expected!r}")


@contextmanager
def refused(status: int) -> Iterator[None]:
    try:
        yield
    except SCIMException as refusal:
        expect("the status of the refusal", status, refusal.status)
    else:
        raise AssertionError("it is not refused")


def discovered() -> SyncSCIMClient:
    headers = {"Authorization": f"Bearer {token}"}
    client = SyncSCIMClient(Client(base_url=base_url, headers=headers, timeout=10))
    client.discover()
    return client


def department(user) -> str:
    return user[User.get_extension_model(ENTERPRISE)].department


def patched(resource, *operations: dict):
    return service.modify(resource, PatchOp[type(resource)](operations=list(operations)))


def members() -> list[str]:
    return [member.value for member in service.query(Group, group.id).members or []]


@step("creates a user with the Enterprise extension and profile")
def _():
    global ada_id
    user = {
        "schemas": [USER, ENTERPRISE],
        "userName": "ada@example.com",
        "name": {"givenName": "Ada", "familyName": "Lovelace"},
        "emails": [{"value": "ada@example.com", "type": "work", "primary": True}],
        ENTERPRISE: {"department": "Support"},
        "profile": PROFILE,
    }
    # No schema tells of the attributes in profile before somebody has them, so the library cannot check this.
    unchecked = {"check_request_payload": False, "check_response_payload": False}
    created = discovered().create(resource=user, url="/Users", **unchecked)
    expect("profile", PROFILE, created["profile"])
    ada_id = created["id"]


@step("discovers the service, with the attributes in profile")
def _():
    global service, User, Group
    service = discovered()
    User = service.get_resource_model("User")
    Group = service.get_resource_model("Group")
    expect("profile", PROFILE, service.query(User, ada_id).profile.model_dump())


@step("creates a user of the models that it discovered")
def _():
    global bob
    bob = User(user_name="bob@example.com", profile={"location": "Boston", "skills": ["chat"]})
    extension = User.get_extension_model(ENTERPRISE)
    bob[extension] = extension(department="Sales")
    bob = service.create(bob)
    expect("the department", "Sales", department(bob))
    expect("the location", "Boston", bob.profile.location)


@step("is told that a userName is taken")
def _():
    with refused(409):
        service.create(User(user_name="BOB@example.com"))


for each in (
    'userName eq "ADA@example.com"',
    'profile.location eq "Austin" and profile.level ge 3',
    f'{ENTERPRISE}:department sw "Supp"',
    'emails[type eq "work" and value co "ada"]',
):

    @step(f"finds by {each}")
    def _():
        found = service.query(User, query_parameters={"filter": each})
        expect("what is found", [ada_id], [user.id for user in found.resources or []])
        expect("what is found by POST", 1, service.search(User, SearchRequest(filter=each)).total_results)


@step("reads only the attributes it asks for")
def _():
    user = service.query(User, ada_id, query_parameters={"attributes": ["userName", "profile.location"]})
    expect("the name", None, user.name)
    expect("the location", "Austin", user.profile.location)
    expect("the skills", None, user.profile.skills)


@step("walks through pages in order")
def _():
    for index in range(5):
        service.create(User(user_name=f"page{index}@example.com"))
    seen = []
    for start in (1, 4, 7):
        page = service.query(User, SearchRequest(start_index=start, count=3, sort_by="userName"))
        expect("the total", 7, page.total_results)
        seen += [user.user_name for user in page.resources]
    expect("the order", sorted(seen), seen)
    expect("how many were seen", 7, len(set(seen)))


@step("patches attributes, extensions and profile")
def _():
    changed = patched(
        service.query(User, ada_id),
        {"op": "replace", "path": "displayName", "value": "Ada"},
        {"op": "replace", "path": f"{ENTERPRISE}:department", "value": "Research"},
        {"op": "replace", "path": "profile.location", "value": "Boston"},
        {"op": "add", "path": "phoneNumbers", "value": [{"type": "work", "value": "+1 512 555 0100"}]},
        {"op": "add", "path": "profile.skills", "value": ["phone"]},
        {"op": "remove", "path": "name.familyName"},
    )
    expect("displayName", "Ada", changed.display_name)
    expect("the department", "Research", department(changed))
    expected = {"location": "Boston", "level": 3, "skills": ["chat", "mail", "phone"]}
    expect("profile", expected, changed.profile.model_dump())
    expect("the phone", "+1 512 555 0100", changed.phone_numbers[0].value)
    expect("the familyName", None, changed.name.family_name)


@step("deactivates and reactivates")
def _():
    for active in (False, True):
        user = service.query(User, ada_id)
        expect("active", active, patched(user, {"op": "replace", "value": {"active": active}}).active)


@step("replaces with If-Match, and is refused with an old version")
def _():
    read = service.query(User, bob.id)
    read.title = "Agent"
    expect("the title", "Agent", service.replace(read).title)
    with refused(412):
        service.replace(read)


@step("is told that nothing changed since a version")
def _():
    read = service.query(User, bob.id)
    expect("that the same is given back", True, service.query(read) is read)


@step("creates a group with a member")
def _():
    global group
    group = service.create(Group(display_name="Billing", members=[{"value": ada_id}]))
    expect("the members", [ada_id], members())


@step("adds and removes members")
def _():
    patched(service.query(Group, group.id), {"op": "add", "path": "members", "value": [{"value": bob.id}]})
    expect("the members", [ada_id, bob.id], members())
    patched(service.query(Group, group.id), {"op": "remove", "path": f'members[value eq "{ada_id}"]'})
    expect("the members", [bob.id], members())


@step("reads a user's groups")
def _():
    expect("the group", group.id, service.query(User, bob.id).groups[0].value)


@step("deletes the group and the users, which are then gone")
def _():
    for model, id in ((Group, group.id), (User, ada_id), (User, bob.id)):
        service.delete(model, id)
        with refused(404):
            service.query(model, id)


sys.exit(failed)
