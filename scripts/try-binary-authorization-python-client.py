"""Asks for attestors, policies and validations with Google's Python client `google-cloud-binary-authorization`, over gRPC
and over REST: HOST:PORT."""

import json
import sys

import grpc
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from google.api_core.exceptions import BadRequest, Conflict, NotFound, PreconditionFailed
from google.auth.credentials import AnonymousCredentials
from google.cloud import binaryauthorization_v1 as binauthz
from google.cloud.binaryauthorization_v1.services.binauthz_management_service_v1 import transports as management
from google.cloud.binaryauthorization_v1.services.system_policy_v1 import transports as system
from google.cloud.binaryauthorization_v1.services.validation_helper_v1 import transports as validation
from google.iam.v1 import iam_policy_pb2
from grafeas import grafeas_v1

address = sys.argv[1]
digest = "sha256:" + "4b" * 32
image = f"https://registry.example.com/shop/cart@{digest}"
other = "https://registry.example.com/shop/cart@sha256:" + "ab" * 32


def over_grpc(client, transport):
    return client(transport=transport(channel=grpc.insecure_channel(address)))


def over_rest(client, transport):
    return client(transport=transport(host=address, url_scheme="http", credentials=AnonymousCredentials()))


def refused(error, call, **request):
    try:
        call(request=request)
    except error as problem:
        return problem
    raise AssertionError(f"{call} was not refused")


def sign(key, uri):
    """An attestation of the image by the key, with the id that the server computed of it."""
    simple = {
        "critical": {
            "identity": {"docker-reference": uri.split("@")[0].removeprefix("https://")},
            "image": {"docker-manifest-digest": uri.split("@")[1]},
            "type": "Google cloud binauthz container signature",
        }
    }
    payload = json.dumps(simple).encode()
    return payload, key.sign(payload, ec.ECDSA(hashes.SHA256()))


def attestors(client, parent, note):
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    public_key = binauthz.AttestorPublicKey(
        comment="CI",
        pkix_public_key=binauthz.PkixPublicKey(
            public_key_pem=pem.decode(),
            signature_algorithm=binauthz.PkixPublicKey.SignatureAlgorithm.ECDSA_P256_SHA256,
        ),
    )
    wanted = binauthz.Attestor(
        description="what CI built",
        user_owned_grafeas_note=binauthz.UserOwnedGrafeasNote(note_reference=note, public_keys=[public_key]),
    )
    made = client.create_attestor(parent=parent, attestor_id="ci", attestor=wanted)
    assert made.name == f"{parent}/attestors/ci" and made.etag, made
    key_id = made.user_owned_grafeas_note.public_keys[0].id
    assert key_id.startswith("ni:///sha-256;"), made
    assert made.update_time.timestamp() > 1_700_000_000, made
    assert client.get_attestor(name=made.name) == made
    problem = refused(
        Conflict, client.create_attestor, parent=parent, attestor_id="ci", attestor=wanted
    )
    assert "ci" in problem.message, problem
    refused(NotFound, client.get_attestor, name=f"{parent}/attestors/none")
    refused(BadRequest, client.create_attestor, parent=parent, attestor_id="bad")
    for number in range(5):
        client.create_attestor(parent=parent, attestor_id=f"more-{number}", attestor=wanted)
    pages = client.list_attestors(request={"parent": parent, "page_size": 2})
    assert [item.name for item in pages] == [f"{parent}/attestors/ci"] + [
        f"{parent}/attestors/more-{number}" for number in range(5)
    ]
    made.description = "what CI built and signed"
    changed = client.update_attestor(attestor=made)
    assert changed.description == made.description and changed.etag != made.etag, changed
    made.description = "of an old copy"
    # ABORTED over gRPC; 412 over REST, as for a wrong If-Match.
    refused((Conflict, PreconditionFailed), client.update_attestor, attestor=made)
    client.delete_attestor(name=f"{parent}/attestors/more-0")
    refused(NotFound, client.delete_attestor, name=f"{parent}/attestors/more-0")
    asked = iam_policy_pb2.TestIamPermissionsRequest(
        resource=made.name,
        permissions=["binaryauthorization.attestors.get", "binaryauthorization.attestors.delete"],
    )
    held = client.test_iam_permissions(request=asked)
    assert list(held.permissions) == list(asked.permissions), held
    return changed, key, key_id


def validations(client, attestor, key, key_id):
    note = attestor.user_owned_grafeas_note.note_reference
    payload, signature = sign(key, image)
    attestation = grafeas_v1.AttestationOccurrence(
        serialized_payload=payload,
        signatures=[grafeas_v1.Signature(signature=signature, public_key_id=key_id)],
    )

    def ask(uri, what=attestation):
        return client.validate_attestation_occurrence(
            request={
                "attestor": attestor.name,
                "attestation": what,
                "occurrence_note": note,
                "occurrence_resource_uri": uri,
            }
        )

    results = binauthz.ValidateAttestationOccurrenceResponse.Result
    assert ask(image).result == results.VERIFIED, ask(image)
    replayed = ask(other)
    assert replayed.result == results.ATTESTATION_NOT_VERIFIABLE, replayed
    assert "PAYLOAD_OF_ANOTHER_ARTIFACT" in replayed.denial_reason, replayed
    changed = grafeas_v1.AttestationOccurrence(serialized_payload=payload + b" ", signatures=attestation.signatures)
    assert "SIGNATURE_WRONG" in ask(image, changed).denial_reason, ask(image, changed)


def policies(client, parent, attestor):
    name = f"{parent}/policy"
    before = client.get_policy(name=name)
    assert before.name == name, before
    rules = binauthz.AdmissionRule
    rule = rules(
        evaluation_mode=rules.EvaluationMode.REQUIRE_ATTESTATION,
        require_attestations_by=[attestor.name],
        enforcement_mode=rules.EnforcementMode.ENFORCED_BLOCK_AND_AUDIT_LOG,
    )
    wanted = binauthz.Policy(
        name=name,
        description="only what CI built",
        global_policy_evaluation_mode=binauthz.Policy.GlobalPolicyEvaluationMode.ENABLE,
        admission_whitelist_patterns=[
            binauthz.AdmissionWhitelistPattern(name_pattern="registry.example.com/base/*")
        ],
        cluster_admission_rules={"europe-west1.shop": rule},
        default_admission_rule=rule,
    )
    written = client.update_policy(policy=wanted)
    assert written.default_admission_rule == rule, written
    assert written.cluster_admission_rules["europe-west1.shop"] == rule, written
    assert written.admission_whitelist_patterns == wanted.admission_whitelist_patterns, written
    assert client.get_policy(name=name) == written
    refused(BadRequest, client.update_policy, policy={"name": name})


def system_policy(client):
    policy = client.get_system_policy(name="locations/europe-west1/policy")
    assert policy.name == "locations/europe-west1/policy", policy


for number, over in enumerate([over_grpc, over_rest]):
    named = ["Grpc", "Rest"][number]

    def open_client(room, name):
        client = getattr(binauthz, f"{name}Client")
        return over(client, getattr(room, f"{name}{named}Transport"))

    project = f"projects/google-binauthz-{number}"
    manager = open_client(management, "BinauthzManagementServiceV1")
    attestor, key, key_id = attestors(manager, project, f"{project}/notes/built-by-ci")
    validations(open_client(validation, "ValidationHelperV1"), attestor, key, key_id)
    policies(manager, project, attestor)
    system_policy(open_client(system, "SystemPolicyV1"))
    print(f"Google's Python client of Binary Authorization asked over {named}")
