"""The search index over all documents that are shown, written anew where one of them changed."""

from __future__ import annotations

from collections.abc import Sequence

from xueku.model.settings import Settings
from xueku.search.documents import Document, labels
from xueku.update.addresses import Addresses
from xueku.update.outputs import Outputs
from xueku.update.store import Store, Table, digest_of, pack


def write_index(
    store: Store,
    settings: Settings,
    documents: Table[Document],
    extra: Sequence[Document],
    addresses: Addresses,
    outputs: Outputs,
) -> bool:
    """Stage the index over the records' documents and `extra` ones, if it is another than before; gives whether it is."""
    about = store.table("index")
    digest = digest_of(settings.site.engine, *documents.digests.values(), pack(extra), repr(labels()))
    if about.get("digest") == digest:
        return False
    # Half a second to load, which a build without a changed text need not spend.
    from xueku.search.engines import ENGINES

    files = ENGINES[settings.site.engine].index([*documents.all().values(), *extra], labels())
    outputs.stage(files.items())
    addresses.own("/index", files)
    about["digest"] = digest
    return True
