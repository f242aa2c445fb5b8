"""``kaitsu vault``: which keys are in use, and everything sealed again with the current one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence

from kaitsu.config.serve import say, setup


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments ask; 1 where something no key opens is left."""
    parser = ArgumentParser("kaitsu vault", description="The keys of documents and of second factors.")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    rotate = verbs.add_parser(
        "rotate", help="seal documents' keys and second factors with the first of KAITSU_VAULT_KEYS"
    )
    rotate.set_defaults(act=_rotate)
    keys = verbs.add_parser("keys", help="how many documents each key seals")
    keys.set_defaults(act=_keys)
    options = parser.parse_args(arguments)
    setup()
    act: Callable[[Namespace], int] = options.act
    return act(options)


def _rotate(options: Namespace) -> int:
    from kaitsu.members import resealing
    from kaitsu.vault import services

    documents = services.rotate()
    say(f"documents: {documents.rewrapped} sealed with the current key")
    factors = resealing.reseal()
    say(f"second factors: {factors.resealed} sealed with the current key")
    for name, stuck in (("documents", documents.stuck), ("second factors", factors.stuck)):
        if stuck:
            say(f"{name}: no key in KAITSU_VAULT_KEYS opens {stuck}", wrong=True)
    return 1 if documents.stuck or factors.stuck else 0


def _keys(options: Namespace) -> int:
    from django.conf import settings

    from kaitsu.vault import queries

    used = queries.keys_in_use()
    for key_id in [*settings.KAITSU_VAULT_KEYS, *(set(used) - set(settings.KAITSU_VAULT_KEYS))]:
        say(f"{key_id}: {used.get(key_id, 0)} documents")
    return 0
