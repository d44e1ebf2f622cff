"""Writes and reads a note and an occurrence with the Python client in FOLDER/client: FOLDER URL."""

import sys

sys.path.insert(0, sys.argv[1])

from client import Client
from client.api.notes import create_note, get_note
from client.api.occurrences import create_occurrence, list_occurrences
from client.models import Note, Occurrence

client = Client(base_url=sys.argv[2], raise_on_unexpected_status=True)
note = Note.from_dict(
    {"shortDescription": "who attests", "attestationAuthority": {"hint": {"humanReadableName": "qa"}}}
)
created = create_note.sync("python", client=client, body=note, note_id="qa")
assert created.name == "projects/python/notes/qa", created
read = get_note.sync("python", "qa", client=client)
assert read.attestation_authority.hint.human_readable_name == "qa", read
occurrence = Occurrence.from_dict(
    {
        "resource": {"uri": "https://registry.example.com/app@sha256:1"},
        "noteName": created.name,
        "attestation": {"attestation": {"pgpSignedAttestation": {"signature": "signed", "pgpKeyId": "key"}}},
    }
)
made = create_occurrence.sync("python", client=client, body=occurrence)
page = list_occurrences.sync("python", client=client, filter_='kind = "ATTESTATION"')
assert [item.name for item in page.occurrences] == [made.name], page
missing = get_note.sync("python", "other", client=client)
assert missing.error.status == "NOT_FOUND", missing
print("the generated Python client wrote and read a note and an occurrence")
