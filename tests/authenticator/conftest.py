"""A virtual security key of our own, one a test, and python-fido2 on the other end of its socket."""

import os
import socket
import subprocess
from pathlib import Path

import pytest
from fido2.client import DefaultClientDataCollector, Fido2Client, UserInteraction
from fido2.ctap2 import Ctap2
from fido2.ctap2.extensions import (
    CredBlobExtension,
    CredPropsExtension,
    CredProtectExtension,
    HmacSecretExtension,
    LargeBlobExtension,
    MinPinLengthExtension,
    ThirdPartyPaymentExtension,
)
from fido2.hid import CtapHidDevice
from fido2.hid.base import CtapHidConnection, HidDescriptor

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
PROGRAM = os.environ.get("VIRTUAL_KEY", TARGET / "debug" / "examples" / "virtual-key")
PIN = "ünlock-1"
ORIGIN = "https://example.com"


class UdpConnection(CtapHidConnection):
    """One report a datagram."""

    def __init__(self, port):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.connect(("127.0.0.1", port))
        self.socket.settimeout(20)

    def write_packet(self, data):
        assert self.socket.send(data) == 64

    def read_packet(self):
        return self.socket.recv(64)

    def close(self):
        self.socket.close()


class TcpConnection(CtapHidConnection):
    """Each report behind its length."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=20)

    def write_packet(self, data):
        self.socket.sendall(b"\0\x40" + data)

    def read_packet(self):
        whole = self.socket.recv(66, socket.MSG_WAITALL)
        assert whole[:2] == b"\0\x40"
        return whole[2:]

    def close(self):
        self.socket.close()


class Key:
    """The program, and connections to it."""

    def __init__(self, model, *arguments):
        self.process = subprocess.Popen(
            [PROGRAM, "--model", model, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.port = int(self.process.stdout.readline())
        self.wire = TcpConnection if "--tcp" in arguments else UdpConnection

    def device(self):
        descriptor = HidDescriptor("virtual", 0x1209, 0xF1D0, 64, 64, "virtual key", None)
        return CtapHidDevice(descriptor, self.wire(self.port))

    def ctap2(self):
        return Ctap2(self.device())

    def client(self, pin=PIN, origin=ORIGIN):
        extensions = [
            CredBlobExtension(),
            CredPropsExtension(),
            CredProtectExtension(),
            HmacSecretExtension(allow_hmac_secret=True),
            LargeBlobExtension(),
            MinPinLengthExtension(),
            ThirdPartyPaymentExtension(),
        ]
        collector = DefaultClientDataCollector(origin)
        return Fido2Client(self.device(), collector, Person(pin), extensions=extensions)

    def reboot(self):
        """The datagram that harnesses pull the plug with."""
        magic = (
            "ac1052ca95e569de69e02ebff333485f13f9b2da34c5a8a340526697a9ab2e0b394d8d04973c134005be1a0140bff6"
            "045bb26eb77a73eaa47813f6b49a7250dc"
        )
        connection = UdpConnection(self.port)
        connection.write_packet(bytes.fromhex(magic))
        connection.close()

    def close(self):
        self.process.stdin.close()
        assert self.process.wait(timeout=20) == 0


class Person(UserInteraction):
    def __init__(self, pin):
        self.pin = pin

    def request_pin(self, permissions, rp_id):
        return self.pin

    def request_uv(self, permissions, rp_id):
        return True


def key_of(model, *arguments):
    @pytest.fixture(name=f"{model}_key")
    def started():
        key = Key(model, *arguments)
        yield key
        key.close()

    return started


pin_key = key_of("pin")
uv_key = key_of("uv")
vault_key = key_of("vault")
batch_key = key_of("batch")
