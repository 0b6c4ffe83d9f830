"""How a release came to be, for programs that read in-toto statements (Statement v1, SLSA provenance v1).

What is written is true of us and follows from the commit: no time of the run, no host. The subject is the web root as one hash
(`Manifest.site_digest`). The statement stands in the manifest and so is signed with it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from xueku.model.diagnostic import XuekuError
from xueku.release.manifest import PROVENANCE

_BUILD_TYPE = "urn:xueku:release:v1"
_BUILDER = "urn:xueku:builder"


def provenance(
    site_digest: str, commit: str, config: str, builder: str, locks: Mapping[str, str], mode: str = "release"
) -> bytes:
    """The statement on a web root that was built from `config` at a commit; `locks` are the digests of files that pin programs and fonts."""
    dependencies = [
        {"uri": "git+file:.", "digest": {"gitCommit": commit}},
        *({"uri": f"file:{name}", "digest": {"sha256": digest}} for name, digest in sorted(locks.items())),
    ]
    statement = {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": "site", "digest": {"sha256": site_digest}}],
        "predicateType": "https://slsa.dev/provenance/v1",
        "predicate": {
            "buildDefinition": {
                "buildType": _BUILD_TYPE,
                "externalParameters": {"config": config, "mode": mode},
                "internalParameters": {},
                "resolvedDependencies": dependencies,
            },
            "runDetails": {"builder": {"id": _BUILDER, "version": {"xueku": builder}}},
        },
    }
    return (json.dumps(statement, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def config_of(folder: Path) -> str:
    """The name of the settings file that the release in a folder was built from. Raises XuekuError if its statement does not say."""
    try:
        statement = json.loads((folder / PROVENANCE).read_bytes())
        name = statement["predicate"]["buildDefinition"]["externalParameters"]["config"]
        return PurePosixPath(name).name
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise XuekuError(f"{folder.name}/{PROVENANCE}", "读不下去", "把它的发布包再 install 一次") from None
