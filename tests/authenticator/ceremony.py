"""Register and sign in with python-fido2, both sides checked by its server."""

from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestationConveyancePreference,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialParameters,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
)

RP = {"id": "example.com", "name": "Example"}
USER = {"id": b"ann", "name": "ann@example.com", "displayName": "Ann"}


def server(algorithms=(-7, -8, -35, -257), attestation="direct", site=RP):
    made = Fido2Server(
        PublicKeyCredentialRpEntity(**site), attestation=AttestationConveyancePreference(attestation)
    )
    made.allowed_algorithms = [
        PublicKeyCredentialParameters(type=PublicKeyCredentialType.PUBLIC_KEY, alg=alg) for alg in algorithms
    ]
    return made


def register(client, rp=None, user=USER, rk="required", uv="preferred", extensions=None, exclude=None):
    """The registration as the client saw it, and the credential as the server keeps it."""
    rp = rp or server()
    options, state = rp.register_begin(
        user,
        credentials=exclude,
        resident_key_requirement=rk,
        user_verification=uv,
        extensions=extensions,
    )
    result = client.make_credential(options.public_key)
    auth_data = rp.register_complete(state, result)
    return result, auth_data.credential_data


def sign_in(client, credentials, rp=None, uv="preferred", extensions=None, named=True):
    """Every assertion that the client gets, each checked by the server."""
    rp = rp or server()
    options, state = rp.authenticate_begin(
        credentials if named else None, user_verification=uv, extensions=extensions
    )
    selection = client.get_assertion(options.public_key)
    results = [selection.get_response(index) for index in range(len(selection.get_assertions()))]
    for result in results:
        rp.authenticate_complete(state, credentials, result)
    return results


def descriptor(credential_id):
    return PublicKeyCredentialDescriptor(type=PublicKeyCredentialType.PUBLIC_KEY, id=credential_id)
