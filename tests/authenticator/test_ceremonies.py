"""Registration and sign-in: algorithms, attestation, residence, verification, lists."""

import pytest
from ceremony import USER, register, server, sign_in
from conftest import PIN, Key
from fido2.attestation import (
    FidoU2FAttestation,
    NoneAttestation,
    PackedAttestation,
)
from fido2.client import ClientError
from fido2.ctap import CtapError
from fido2.ctap2.pin import ClientPin
from fido2.webauthn import AttestationObject

UP, UV, BE, BS, AT, ED = 0x01, 0x04, 0x08, 0x10, 0x40, 0x80


def with_pin(key):
    ClientPin(key.ctap2()).set_pin(PIN)
    return key.client()


@pytest.mark.parametrize("alg", [-7, -8, -35, -257])
@pytest.mark.parametrize("rk", ["required", "discouraged"])
def test_every_algorithm_registers_and_signs_in(pin_key, alg, rk):
    client = with_pin(pin_key)
    rp = server([alg])
    result, credential = register(client, rp, rk=rk)
    assert credential.public_key[3] == alg
    attestation = result.response.attestation_object
    PackedAttestation().verify(
        attestation.att_stmt, attestation.auth_data, result.response.client_data.hash
    )
    (assertion,) = sign_in(client, [credential], rp, named=rk == "discouraged")
    assert assertion.raw_id == credential.credential_id


def test_the_first_algorithm_that_the_site_wants_and_we_know_is_taken(pin_key):
    _, credential = register(with_pin(pin_key), server([-999, -35, -7]))
    assert credential.public_key[3] == -35


def test_an_algorithm_that_nobody_knows_is_refused(pin_key):
    with pytest.raises(ClientError) as refused:
        register(with_pin(pin_key), server([-999]))
    assert refused.value.cause.code == CtapError.ERR.UNSUPPORTED_ALGORITHM


def test_flags_of_a_security_key_and_its_counter(pin_key):
    client = with_pin(pin_key)
    result, credential = register(client, uv="required")
    assert result.response.attestation_object.auth_data.flags == UP | UV | AT
    counts = [
        sign_in(client, [credential])[0].response.authenticator_data.counter for _ in range(3)
    ]
    assert counts == sorted(set(counts)) and counts[0] > result.response.attestation_object.auth_data.counter
    # Another credential counts on its own.
    result, _ = register(client, user={**USER, "id": b"bob"})
    assert result.response.attestation_object.auth_data.counter == 1


def test_flags_of_a_vault_and_no_counter(vault_key):
    client = vault_key.client()
    result, credential = register(client, uv="required")
    data = result.response.attestation_object.auth_data
    assert data.flags & (UP | UV | AT) == UP | UV | AT
    NoneAttestation().verify(result.response.attestation_object.att_stmt, data, b"")
    (assertion,) = sign_in(client, [credential], uv="required", named=False)
    assert assertion.response.authenticator_data.flags & UV


def test_a_batch_is_attested_with_its_certificate(batch_key):
    client = batch_key.client()
    result, credential = register(client, rk="discouraged", uv="discouraged")
    attestation = result.response.attestation_object
    assert len(attestation.att_stmt["x5c"]) == 1
    PackedAttestation().verify(
        attestation.att_stmt, attestation.auth_data, result.response.client_data.hash
    )
    sign_in(client, [credential], uv="discouraged")


def test_an_excluded_credential_is_not_doubled(pin_key):
    client = with_pin(pin_key)
    _, credential = register(client)
    with pytest.raises(ClientError) as refused:
        register(client, user={**USER, "id": b"other"}, exclude=[credential])
    assert refused.value.code == ClientError.ERR.DEVICE_INELIGIBLE
    assert len(sign_in(client, [credential], named=False)) == 1


def test_the_same_user_again_takes_the_place_of_the_first(pin_key):
    client = with_pin(pin_key)
    register(client)
    _, second = register(client)
    (only,) = sign_in(client, [second], named=False)
    assert only.raw_id == second.credential_id


def test_all_accounts_of_a_site_come_the_newest_first(pin_key):
    client = with_pin(pin_key)
    made = [register(client, user={**USER, "id": bytes([n]), "name": f"user {n}"})[1] for n in range(1, 5)]
    found = sign_in(client, made, named=False)
    assert [one.response.user_handle for one in found] == [bytes([n]) for n in (4, 3, 2, 1)]


def test_an_account_of_the_vault_is_chosen_by_the_approver(vault_key):
    client = vault_key.client()
    made = [register(client, user={**USER, "id": bytes([n])})[1] for n in range(1, 4)]
    (chosen,) = sign_in(client, made, named=False)
    assert chosen.response.user_handle == bytes([3])


def test_a_site_that_is_not_known_finds_nothing(pin_key):
    client = with_pin(pin_key)
    with pytest.raises(ClientError) as refused:
        sign_in(client, [], named=False)
    assert refused.value.code == ClientError.ERR.DEVICE_INELIGIBLE


def test_built_in_verification_gives_tokens(uv_key):
    client = uv_key.client()
    result, credential = register(client, uv="required")
    assert result.response.attestation_object.auth_data.is_user_verified()
    (assertion,) = sign_in(client, [credential], uv="required", named=False)
    assert assertion.response.authenticator_data.is_user_verified()


def test_the_same_over_tcp():
    key = Key("pin", "--tcp")
    client = with_pin(key)
    _, credential = register(client)
    assert len(sign_in(client, [credential], named=False)) == 1
    key.close()


def test_a_silent_look_finds_the_credential_and_proves_nothing(pin_key):
    client = with_pin(pin_key)
    _, credential = register(client, rk="discouraged")
    named = [{"type": "public-key", "id": credential.credential_id}]
    assertion = pin_key.ctap2().get_assertion("example.com", b"\1" * 32, named, options={"up": False})
    assert assertion.auth_data.flags == 0
    assertion.verify(b"\1" * 32, credential.public_key)


def test_u2f_registers_and_signs_and_ctap2_finds_its_credential(batch_key):
    from fido2.ctap1 import ApduError, Ctap1
    from fido2.utils import sha256

    u2f, site, challenge = Ctap1(batch_key.device()), sha256(b"example.com"), b"\2" * 32
    assert u2f.get_version() == "U2F_V2"
    made = u2f.register(challenge, site)
    made.verify(site, challenge)
    first, second = (u2f.authenticate(challenge, site, made.key_handle) for _ in range(2))
    first.verify(site, challenge, made.public_key)
    assert second.counter > first.counter
    for handle, word in ((made.key_handle, 0x6985), (b"nobody's", 0x6A80)):
        with pytest.raises(ApduError) as answer:
            u2f.authenticate(challenge, site, handle, check_only=True)
        assert answer.value.code == word
    statement = {"x5c": [made.certificate], "sig": made.signature}
    attested = AttestationObject.from_ctap1(site, made)
    FidoU2FAttestation().verify(statement, attested.auth_data, challenge)
    named = [{"type": "public-key", "id": made.key_handle}]
    found = batch_key.ctap2().get_assertion("example.com", b"\1" * 32, named)
    found.verify(b"\1" * 32, attested.auth_data.credential_data.public_key)


def test_py_webauthn_takes_what_python_fido2_carries(pin_key):
    from json import dumps

    from webauthn import verify_authentication_response, verify_registration_response
    from webauthn.helpers.structs import COSEAlgorithmIdentifier

    client = with_pin(pin_key)
    for alg in (-7, -8, -257):
        rp = server([alg])
        options, _ = rp.register_begin(USER, resident_key_requirement="required", user_verification="required")
        made = client.make_credential(options.public_key)
        checked = verify_registration_response(
            credential=dumps(dict(made)),
            expected_challenge=options.public_key.challenge,
            expected_rp_id="example.com",
            expected_origin="https://example.com",
            require_user_verification=True,
            supported_pub_key_algs=[COSEAlgorithmIdentifier(alg)],
        )
        options, _ = rp.authenticate_begin(user_verification="required")
        answer = client.get_assertion(options.public_key).get_response(0)
        verify_authentication_response(
            credential=dumps(dict(answer)),
            expected_challenge=options.public_key.challenge,
            expected_rp_id="example.com",
            expected_origin="https://example.com",
            credential_public_key=checked.credential_public_key,
            credential_current_sign_count=checked.sign_count,
            require_user_verification=True,
        )
