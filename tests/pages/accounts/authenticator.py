"""A passkey made of software: answers WebAuthn options as a telephone would (W3C WebAuthn level 2, ES256)."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class Passkey:
    """One credential for one site; *verified*: whether it asks for a finger or a PIN."""

    def __init__(self, origin: str, *, verified: bool = True) -> None:
        self.origin = origin
        self.flags = PRESENT | (VERIFIED if verified else 0)
        self.id = secrets.token_bytes(16)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.user = b""
        self.rp = ""

    def create(self, options: dict[str, Any]) -> str:
        """The answer to creation options, as the form sends it."""
        asked = options["publicKey"]
        self.user, self.rp = websafe_decode(asked["user"]["id"]), asked["rp"]["id"]
        public = cbor.encode(ES256.from_cryptography_key(self.key.public_key()))
        credential = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        attested = {"fmt": "none", "attStmt": {}, "authData": self._data(ATTESTED) + credential}
        return self._answer(
            "webauthn.create", asked, {"attestationObject": websafe_encode(cbor.encode(attested))}
        )

    def get(self, options: dict[str, Any]) -> str:
        """The answer to request options, as the form sends it."""
        asked, data = options["publicKey"], self._data(0)
        signed = data + hashlib.sha256(self._client_data("webauthn.get", asked)).digest()
        return self._answer(
            "webauthn.get",
            asked,
            {
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))),
                "userHandle": websafe_encode(self.user),
            },
        )

    def _data(self, more: int) -> bytes:
        return hashlib.sha256(self.rp.encode()).digest() + bytes([self.flags | more]) + bytes(4)

    def _client_data(self, kind: str, asked: dict[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": asked["challenge"], "origin": self.origin}).encode()

    def _answer(self, kind: str, asked: dict[str, Any], response: dict[str, str]) -> str:
        return json.dumps(
            {
                "id": websafe_encode(self.id),
                "rawId": websafe_encode(self.id),
                "type": "public-key",
                "authenticatorAttachment": "platform",
                "response": response | {"clientDataJSON": websafe_encode(self._client_data(kind, asked))},
                "clientExtensionResults": {},
            }
        )
