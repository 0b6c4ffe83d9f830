"""A Word file that was exported from a record and edited changes that record: only what differs from a fresh export is written."""
