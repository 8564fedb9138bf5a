"""Extensions, credential management and large blobs."""

import pytest
from ceremony import USER, descriptor, register, server, sign_in
from conftest import PIN
from fido2.ctap import CtapError
from fido2.ctap2.blob import LargeBlobs
from fido2.ctap2.credman import CredentialManagement
from fido2.ctap2.pin import ClientPin, PinProtocolV1, PinProtocolV2
from fido2.utils import sha256, websafe_decode
from fido2.webauthn import PublicKeyCredentialUserEntity

ERR = CtapError.ERR
PERMISSION = ClientPin.PERMISSION


@pytest.fixture
def client(pin_key):
    ClientPin(pin_key.ctap2()).set_pin(PIN)
    return pin_key.client()


def refused(code):
    return pytest.raises(CtapError, match=code.name)


def test_prf_is_the_same_every_time_and_another_for_another_salt(client):
    result, credential = register(client, extensions={"prf": {}})
    assert result.client_extension_results["prf"]["enabled"] is True

    def derive(first, second=None):
        values = {"first": first} | ({"second": second} if second else {})
        (answer,) = sign_in(client, [credential], extensions={"prf": {"eval": values}}, named=False)
        return answer.client_extension_results["prf"]["results"]

    one = derive(b"salt")
    two = derive(b"salt", b"other")
    assert one["first"] == two["first"] != two["second"]


def test_prf_at_registration_is_what_sign_in_derives(client):
    result, credential = register(client, extensions={"prf": {"eval": {"first": b"salt"}}})
    at_first = result.client_extension_results["prf"]["results"]["first"]
    (answer,) = sign_in(client, [credential], extensions={"prf": {"eval": {"first": b"salt"}}}, named=False)
    assert answer.client_extension_results["prf"]["results"]["first"] == at_first


def test_hmac_secret_differs_with_and_without_verification(pin_key):
    made, salt = pin_key.client(), {"hmacGetSecret": {"salt1": b"\5" * 32}}
    _, credential = register(made, rk="discouraged", uv="discouraged", extensions={"hmacCreateSecret": True})
    (plain,) = sign_in(made, [credential], uv="discouraged", extensions=salt)
    ClientPin(pin_key.ctap2()).set_pin(PIN)
    (verified,) = sign_in(pin_key.client(), [credential], uv="required", extensions=salt)
    of = lambda answer: answer.client_extension_results["hmacGetSecret"]["output1"]
    assert of(plain) != of(verified)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_cred_protect_hides_the_credential_as_far_as_it_says(pin_key, client, level):
    policy = {
        1: "userVerificationOptional",
        2: "userVerificationOptionalWithCredentialIDList",
        3: "userVerificationRequired",
    }[level]
    result, credential = register(client, extensions={"credentialProtectionPolicy": policy})
    assert result.response.attestation_object.auth_data.extensions["credProtect"] == level
    named = [{"type": "public-key", "id": credential.credential_id}]
    seen = []
    for allow in (None, named):
        try:
            pin_key.ctap2().get_assertion("example.com", b"\1" * 32, allow)
            seen.append(True)
        except CtapError as error:
            assert error.code == ERR.NO_CREDENTIALS
            seen.append(False)
    assert seen == {1: [True, True], 2: [False, True], 3: [False, False]}[level]
    assert len(sign_in(client, [credential], uv="required", named=False)) == 1


def test_cred_blob_is_kept_if_it_fits(client):
    result, credential = register(client, extensions={"credBlob": b"a small blob"})
    assert result.response.attestation_object.auth_data.extensions["credBlob"] is True
    (answer,) = sign_in(client, [credential], extensions={"getCredBlob": True}, named=False)
    assert answer.response.authenticator_data.extensions["credBlob"] == b"a small blob"


def test_large_blobs_are_written_and_read(pin_key, client):
    result, credential = register(client, extensions={"largeBlob": {"support": "required"}})
    assert result.client_extension_results["largeBlob"]["supported"] is True
    text = b"something large " * 100
    (wrote,) = sign_in(client, [credential], extensions={"largeBlob": {"write": text}})
    assert wrote.client_extension_results["largeBlob"]["written"] is True
    (read,) = sign_in(client, [credential], extensions={"largeBlob": {"read": True}})
    assert websafe_decode(read.client_extension_results["largeBlob"]["blob"]) == text


def test_large_blobs_need_their_digest_and_a_permission(pin_key, client):
    ctap, protocol = pin_key.ctap2(), PinProtocolV2()
    empty = bytes.fromhex("8076be8b528d0075f7aae98d6fa57a6d3c")
    assert ctap.large_blobs(0, get=100)[1] == empty
    with refused(ERR.PUAT_REQUIRED):
        ctap.large_blobs(0, set=empty, length=17)
    token = ClientPin(ctap, protocol).get_pin_token(PIN, PERMISSION.LARGE_BLOB_WRITE)

    def write(offset, fragment, length=None):
        message = b"\xff" * 32 + b"\x0c\0" + offset.to_bytes(4, "little") + sha256(fragment)
        return ctap.large_blobs(
            offset, set=fragment, length=length,
            pin_uv_protocol=2, pin_uv_param=protocol.authenticate(token, message),
        )

    with refused(ERR.INTEGRITY_FAILURE):
        write(0, bytes(17), 17)
    with refused(ERR.LARGE_BLOB_STORAGE_FULL):
        write(0, bytes(17), 100_000)
    write(0, empty[:10], 17)
    with refused(ERR.INVALID_SEQ):
        write(9, empty[9:])
    write(0, empty[:10], 17)
    write(10, empty[10:])
    assert LargeBlobs(ctap).read_blob_array() == []


@pytest.mark.parametrize("protocol", [PinProtocolV1, PinProtocolV2])
def test_credentials_are_listed_renamed_and_removed(pin_key, client, protocol):
    ids = {}
    for name in ("ann", "bob"):
        user = {**USER, "id": name.encode(), "name": name}
        ids[name] = register(client, user=user)[1].credential_id
    other = pin_key.client(origin="https://example.org")
    register(other, server(site={"id": "example.org", "name": "Elsewhere"}))

    ctap, made = pin_key.ctap2(), protocol()

    def manager(site=None):
        token = ClientPin(ctap, made).get_pin_token(PIN, PERMISSION.CREDENTIAL_MGMT, site)
        return CredentialManagement(ctap, made, token)

    managing, result = manager(), CredentialManagement.RESULT
    assert managing.get_metadata()[result.EXISTING_CRED_COUNT] == 3
    found = {one[result.RP]["id"]: one[result.RP_ID_HASH] for one in managing.enumerate_rps()}
    assert set(found) == {"example.com", "example.org"}
    names = [one[result.USER]["name"] for one in managing.enumerate_creds(found["example.com"])]
    assert names == ["bob", "ann"]

    user = PublicKeyCredentialUserEntity(id=b"ann", name="ann the second", display_name="Ann II")
    managing.update_user_info(descriptor(ids["ann"]), user)
    stranger = PublicKeyCredentialUserEntity(id=b"eve", name="eve", display_name="Eve")
    with refused(ERR.INVALID_PARAMETER):
        managing.update_user_info(descriptor(ids["ann"]), stranger)
    names = [one[result.USER]["name"] for one in managing.enumerate_creds(found["example.com"])]
    assert names == ["bob", "ann the second"]

    managing.delete_cred(descriptor(ids["bob"]))
    with refused(ERR.NO_CREDENTIALS):
        managing.delete_cred(descriptor(ids["bob"]))
    assert managing.get_metadata()[result.EXISTING_CRED_COUNT] == 2

    bound = manager("example.org")
    with refused(ERR.PIN_AUTH_INVALID):
        bound.get_metadata()
    with refused(ERR.PIN_AUTH_INVALID):
        bound.delete_cred(descriptor(ids["ann"]))
    assert len(bound.enumerate_creds(found["example.org"])) == 1


def test_an_empty_key_lists_nothing(pin_key, client):
    ctap, made = pin_key.ctap2(), PinProtocolV2()
    token = ClientPin(ctap, made).get_pin_token(PIN, PERMISSION.CREDENTIAL_MGMT)
    managing = CredentialManagement(ctap, made, token)
    assert list(managing.enumerate_rps()) == []
    with refused(ERR.NOT_ALLOWED):
        managing.enumerate_rps_next()


def test_selection(pin_key):
    pin_key.ctap2().selection()
