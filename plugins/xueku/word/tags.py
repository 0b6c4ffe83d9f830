"""Content controls of an exported record: by their tags its fields and parts are found again."""

TAG_ID, TAG_VERSION, TAG_FIELDS, TAG_TITLE = "xueku:id", "xueku:version", "xueku:fields", "title"
TAG_FIELD, TAG_PART = "xueku:field:", "xueku:part:"
"""Before the name of a field that has a table of its own, and before that of a part."""
