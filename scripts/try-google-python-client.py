"""Writes and reads v1 over gRPC with Google's Python clients, `grafeas` and `google-cloud-containeranalysis`: HOST:PORT."""

import sys

import grpc
from google.api_core.exceptions import AlreadyExists, InvalidArgument, MethodNotImplemented, NotFound
from google.cloud.devtools import containeranalysis_v1
from google.cloud.devtools.containeranalysis_v1.services.container_analysis import transports as analysis_transports
from google.iam.v1 import iam_policy_pb2
from google.protobuf import field_mask_pb2
from grafeas import grafeas_v1
from grafeas.grafeas_v1.services.grafeas import transports

channel = grpc.insecure_channel(sys.argv[1])
client = grafeas_v1.GrafeasClient(transport=transports.GrafeasGrpcTransport(channel=channel))
analysis = containeranalysis_v1.ContainerAnalysisClient(
    transport=analysis_transports.ContainerAnalysisGrpcTransport(channel=channel)
)


def refused(error, call, **request):
    try:
        call(request=request)
    except error as problem:
        return problem
    raise AssertionError(f"{call} was not refused")


parent = "projects/google-python"
detail = grafeas_v1.VulnerabilityNote.Detail(affected_cpe_uri="cpe:/o:debian", affected_package="ssl")
note = grafeas_v1.Note(
    short_description="an overflow",
    vulnerability=grafeas_v1.VulnerabilityNote(severity=grafeas_v1.Severity.HIGH, details=[detail]),
)
created = client.create_note(parent=parent, note_id="cve", note=note)
assert created.name == f"{parent}/notes/cve", created
assert client.get_note(name=created.name) == created
refused(AlreadyExists, client.create_note, parent=parent, note_id="cve", note=note)
refused(NotFound, client.get_note, name=f"{parent}/notes/none")

version = grafeas_v1.Version(name="1.0", kind=grafeas_v1.Version.VersionKind.NORMAL)
issue = grafeas_v1.VulnerabilityOccurrence.PackageIssue(
    affected_cpe_uri="cpe:/o:debian",
    affected_package="ssl",
    affected_version=version,
    fixed_cpe_uri="cpe:/o:debian",
    fixed_package="ssl",
    fixed_version=grafeas_v1.Version(name="1.1", kind=grafeas_v1.Version.VersionKind.NORMAL),
)
found = [
    grafeas_v1.Occurrence(
        resource_uri=f"https://registry.example.com/app-{index % 5}",
        note_name=created.name,
        vulnerability=grafeas_v1.VulnerabilityOccurrence(package_issue=[issue]),
    )
    for index in range(25)
]
made = client.batch_create_occurrences(parent=parent, occurrences=found).occurrences
assert len(made) == 25 and made[0].vulnerability.fix_available, made[0]
pages = client.list_occurrences(request={"parent": parent, "filter": 'kind="VULNERABILITY"', "page_size": 10})
assert {item.name for item in pages} == {item.name for item in made}
one = client.list_occurrences(parent=parent, filter='resourceUri="https://registry.example.com/app-1"')
assert len(list(one)) == 5
refused(InvalidArgument, client.list_occurrences, parent=parent, filter="kind=")
patched = client.update_occurrence(
    name=made[0].name,
    occurrence=grafeas_v1.Occurrence(remediation="upgrade"),
    update_mask=field_mask_pb2.FieldMask(paths=["remediation"]),
)
assert (patched.remediation, patched.resource_uri) == ("upgrade", made[0].resource_uri), patched
summary = analysis.get_vulnerability_occurrences_summary(parent=parent, filter="")
counts = [item for item in summary.counts if item.severity == grafeas_v1.Severity.HIGH]
assert sum(item.total_count for item in counts) == 25, summary
client.delete_occurrence(name=made[0].name)
refused(NotFound, client.get_occurrence, name=made[0].name)
policy = iam_policy_pb2.GetIamPolicyRequest(resource=created.name)
try:
    analysis.get_iam_policy(request=policy)
    raise AssertionError("a policy was returned")
except MethodNotImplemented:
    pass
print("Google's Python clients wrote and read v1")
