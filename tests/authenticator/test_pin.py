"""PIN, tokens and what they permit, in both protocols."""

import pytest
from ceremony import register
from conftest import PIN
from fido2.ctap import CtapError
from fido2.ctap2.config import Config
from fido2.ctap2.pin import ClientPin, PinProtocolV1, PinProtocolV2

ERR = CtapError.ERR
PERMISSION = ClientPin.PERMISSION
protocols = pytest.mark.parametrize("protocol", [PinProtocolV1, PinProtocolV2])


def pin(key, protocol=PinProtocolV2):
    return ClientPin(key.ctap2(), protocol())


def refused(code):
    return pytest.raises(CtapError, match=code.name)


@protocols
def test_a_pin_is_set_changed_and_gives_tokens(pin_key, protocol):
    with refused(ERR.PIN_NOT_SET):
        pin(pin_key, protocol).get_pin_token(PIN)
    pin(pin_key, protocol).set_pin(PIN)
    assert pin_key.ctap2().get_info().options["clientPin"] is True
    with refused(ERR.PIN_AUTH_INVALID):
        pin(pin_key, protocol).set_pin("another")
    assert len(pin(pin_key, protocol).get_pin_token(PIN)) == 32
    pin(pin_key, protocol).change_pin(PIN, "new one")
    with refused(ERR.PIN_INVALID):
        pin(pin_key, protocol).get_pin_token(PIN)
    assert len(pin(pin_key, protocol).get_pin_token("new one")) == 32


@protocols
@pytest.mark.parametrize("text", ["123", "äöü"])
def test_a_short_pin_is_refused(pin_key, protocol, text):
    with pytest.raises((CtapError, ValueError)):
        pin(pin_key, protocol).set_pin(text)
    assert pin_key.ctap2().get_info().options["clientPin"] is False


@protocols
def test_wrong_pins_block_until_the_plug_is_pulled_and_then_for_good(pin_key, protocol):
    pin(pin_key, protocol).set_pin(PIN)
    left = 8
    for _ in range(2):
        for wrong in (ERR.PIN_INVALID, ERR.PIN_INVALID, ERR.PIN_AUTH_BLOCKED):
            with refused(wrong):
                pin(pin_key, protocol).get_pin_token("wrong")
            left -= 1
            assert pin(pin_key, protocol).get_pin_retries()[0] == left
        with refused(ERR.PIN_AUTH_BLOCKED):
            pin(pin_key, protocol).get_pin_token(PIN)
        assert pin(pin_key, protocol).get_pin_retries() == (left, True)
        pin_key.reboot()
    with refused(ERR.PIN_INVALID):
        pin(pin_key, protocol).get_pin_token("wrong")
    with refused(ERR.PIN_BLOCKED):
        pin(pin_key, protocol).get_pin_token("wrong")
    pin_key.reboot()
    with refused(ERR.PIN_BLOCKED):
        pin(pin_key, protocol).get_pin_token(PIN)
    pin_key.ctap2().reset()
    pin(pin_key, protocol).set_pin(PIN)
    assert pin(pin_key, protocol).get_pin_retries()[0] == 8


def test_a_right_pin_gives_every_try_back(pin_key):
    pin(pin_key).set_pin(PIN)
    for _ in range(2):
        with refused(ERR.PIN_INVALID):
            pin(pin_key).get_pin_token("wrong")
    pin(pin_key).get_pin_token(PIN)
    assert pin(pin_key).get_pin_retries()[0] == 8


@protocols
def test_a_token_does_what_it_permits_once_and_for_its_site(pin_key, protocol):
    pin(pin_key, protocol).set_pin(PIN)
    ctap, made = pin_key.ctap2(), protocol()
    rp, user = {"id": "example.com"}, {"id": b"ann", "name": "ann"}
    wanted = [{"type": "public-key", "alg": -7}]

    def make(token, site="example.com"):
        param = made.authenticate(token, b"\1" * 32)
        return ctap.make_credential(
            b"\1" * 32, {**rp, "id": site}, user, wanted, options={"rk": True},
            pin_uv_param=param, pin_uv_protocol=made.VERSION,
        )

    token = pin(pin_key, protocol).get_pin_token(PIN, PERMISSION.MAKE_CREDENTIAL, "example.com")
    with refused(ERR.PIN_AUTH_INVALID):
        make(token, "example.org")
    assert make(token).auth_data.is_user_verified()
    with refused(ERR.PIN_AUTH_INVALID):
        make(token)
    token = pin(pin_key, protocol).get_pin_token(PIN, PERMISSION.GET_ASSERTION, "example.com")
    with refused(ERR.PIN_AUTH_INVALID):
        make(token)
    token = pin(pin_key, protocol).get_pin_token(PIN)
    assert make(token).auth_data.is_user_verified()


def test_permissions_that_cannot_be_are_refused(pin_key):
    pin(pin_key).set_pin(PIN)
    with refused(ERR.MISSING_PARAMETER):
        pin(pin_key).get_pin_token(PIN, PERMISSION.MAKE_CREDENTIAL)
    with refused(ERR.UNAUTHORIZED_PERMISSION):
        pin(pin_key).get_pin_token(PIN, PERMISSION.BIO_ENROLL)
    with refused(ERR.INVALID_PARAMETER):
        pin(pin_key).get_pin_token(PIN, PERMISSION(0), "example.com")


def test_a_discoverable_credential_needs_the_pin_and_another_does_not(pin_key):
    ctap = pin_key.ctap2()
    rp, user, wanted = {"id": "example.com"}, {"id": b"ann"}, [{"type": "public-key", "alg": -7}]
    ctap.make_credential(b"\1" * 32, rp, user, wanted, options={"rk": True})
    pin(pin_key).set_pin(PIN)
    with refused(ERR.PUAT_REQUIRED):
        ctap.make_credential(b"\1" * 32, rp, user, wanted, options={"rk": True})
    ctap.make_credential(b"\1" * 32, rp, user, wanted)
    with refused(ERR.INVALID_OPTION):
        ctap.make_credential(b"\1" * 32, rp, user, wanted, options={"uv": True})


def config(key):
    token = pin(key).get_pin_token(PIN, PERMISSION.AUTHENTICATOR_CFG)
    return Config(key.ctap2(), PinProtocolV2(), token)


def test_a_longer_minimum_forces_a_change(pin_key):
    pin(pin_key).set_pin("1234")
    token = pin(pin_key).get_pin_token("1234", PERMISSION.AUTHENTICATOR_CFG)
    Config(pin_key.ctap2(), PinProtocolV2(), token).set_min_pin_length(6, ["example.com"])
    info = pin_key.ctap2().get_info()
    assert (info.min_pin_length, info.force_pin_change) == (6, True)
    with refused(ERR.PIN_INVALID):
        pin(pin_key).get_pin_token("1234")
    with refused(ERR.PIN_POLICY_VIOLATION):
        pin(pin_key).change_pin("1234", "12345")
    pin(pin_key).change_pin("1234", "123456")
    assert pin_key.ctap2().get_info().force_pin_change is False
    result, _ = register(pin_key.client("123456"), extensions={"minPinLength": True})
    assert result.response.attestation_object.auth_data.extensions["minPinLength"] == 6
    with refused(ERR.PIN_POLICY_VIOLATION):
        token = pin(pin_key).get_pin_token("123456", PERMISSION.AUTHENTICATOR_CFG)
        Config(pin_key.ctap2(), PinProtocolV2(), token).set_min_pin_length(5)


def test_a_forced_change_takes_another_pin(pin_key):
    pin(pin_key).set_pin(PIN)
    config(pin_key).set_min_pin_length(force_change_pin=True)
    with refused(ERR.PIN_POLICY_VIOLATION):
        pin(pin_key).change_pin(PIN, PIN)
    pin(pin_key).change_pin(PIN, "another")


def test_always_uv(batch_key):
    pin(batch_key).set_pin(PIN)
    config(batch_key).toggle_always_uv()
    info = batch_key.ctap2().get_info()
    assert info.options["alwaysUv"] and not info.options["makeCredUvNotRqd"] and "U2F_V2" not in info.versions
    rp, user, wanted = {"id": "example.com"}, {"id": b"ann"}, [{"type": "public-key", "alg": -7}]
    with refused(ERR.PUAT_REQUIRED):
        batch_key.ctap2().make_credential(b"\1" * 32, rp, user, wanted)
    config(batch_key).toggle_always_uv()
    batch_key.ctap2().make_credential(b"\1" * 32, rp, user, wanted)


def test_enterprise_attestation(batch_key):
    rp, user, wanted = {"id": "example.com"}, {"id": b"ann"}, [{"type": "public-key", "alg": -7}]
    pin(batch_key).set_pin(PIN)

    def make(wish, site="example.com"):
        made = batch_key.ctap2().make_credential(
            b"\1" * 32, {**rp, "id": site}, user, wanted, enterprise_attestation=wish
        )
        return made.ep_att

    with refused(ERR.INVALID_PARAMETER):
        make(1)
    config(batch_key).enable_enterprise_attestation()
    assert batch_key.ctap2().get_info().options["ep"] is True
    assert make(1) and make(2, "example.org") and not make(1, "example.org")
    with refused(ERR.INVALID_OPTION):
        make(3)


def test_a_reset_leaves_nothing(pin_key):
    pin(pin_key).set_pin(PIN)
    register(pin_key.client())
    pin_key.ctap2().reset()
    info = pin_key.ctap2().get_info()
    assert info.options["clientPin"] is False
    with refused(ERR.NO_CREDENTIALS):
        pin_key.ctap2().get_assertion("example.com", b"\1" * 32)


def test_a_vault_is_never_reset(vault_key):
    with refused(ERR.NOT_ALLOWED):
        vault_key.ctap2().reset()
