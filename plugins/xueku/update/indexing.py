"""The search index over all documents that are shown: what an edit changed of it is written again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xueku.model.settings import Settings
from xueku.search.documents import Document, labels
from xueku.search.engine import Entry
from xueku.update import shared
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
) -> None:
    """Stage what changed of the index over the records' documents and `extra` ones, which follow them."""
    about = store.table("index")
    others = {document.address: document for document in extra}
    digests = {**documents.digests, **{key: digest_of(pack(document)) for key, document in others.items()}}
    digest = digest_of(
        *shared.of_indexing().values(), settings.site.engine, *digests, *digests.values(), repr(labels())
    )
    if about.get("digest") == digest:
        return
    # Half a second to load, which a build without a changed text need not spend.
    from xueku.search.engines import ENGINES

    def load(keys: Sequence[str]) -> Iterator[Document]:
        return (others[key] if key in others else documents[key] for key in keys)

    state = store.table("index state")
    if about.get("engine") != settings.site.engine:
        state.clear()
    entries = [Entry(key, value) for key, value in digests.items()]
    written = ENGINES[settings.site.engine].update(
        entries, load, labels(), state, lambda address, content: outputs.stage([(address, content)])
    )
    addresses.own("/index", written)
    about.update(digest=digest, engine=settings.site.engine)
