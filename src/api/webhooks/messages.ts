import { map, repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { bool, bytes, int32, text } from '../../schema/scalars.js';
import { jsonValue, struct } from '../../schema/well-known.js';

/** Messages of webhooks. Bodies of other protocols are taken as they are; what is printed is declared. */

const gate =
  'The policy: projects/PROJECT, projects/PROJECT/clusters/LOCATION.CLUSTER or projects/PROJECT/platformPolicies/POLICY.';

export const ReviewAdmissionRequest = message(
  'grafeas_ts.webhooks.ReviewAdmissionRequest',
  'Asks whether an object may be created or changed.',
  {
    name: field(1, text(), gate, { required: true }),
    review: field(2, struct(), 'An AdmissionReview of admission.k8s.io/v1 with a request.', {
      required: true,
    }),
  },
);

const ReviewStatus = message('grafeas_ts.webhooks.ReviewStatus', 'Why a request is not allowed.', {
  status: field(1, text(), 'Failure.'),
  code: field(2, int32(), 'HTTP status for the client of the API server.'),
  reason: field(3, text(), 'A word for machines, such as Forbidden.'),
  message: field(4, text(), 'What is wrong with which image.'),
});

const ReviewResponse = message('grafeas_ts.webhooks.ReviewResponse', 'What the policy says.', {
  uid: field(1, text(), 'Of the request; empty where none could be read.'),
  allowed: field(2, bool(), 'Whether it may happen.'),
  status: field(3, ReviewStatus, 'Only where it may not.'),
  warnings: field(
    4,
    repeated(text()),
    'For the client of the API server, as of a dry run or of break-glass.',
  ),
  auditAnnotations: field(
    5,
    map(text()),
    'For the audit log of the API server: policy, verdict, explanation.',
  ),
});

export const AdmissionReview = message(
  'grafeas_ts.webhooks.AdmissionReview',
  'An AdmissionReview of admission.k8s.io/v1 with a response.',
  {
    apiVersion: field(1, text(), 'admission.k8s.io/v1.'),
    kind: field(2, text(), 'AdmissionReview.'),
    response: field(3, ReviewResponse, 'What the policy says.'),
  },
);

const place = {
  name: field(1, text(), gate, { required: true }),
  namespace: field(2, text(), 'The Kubernetes namespace that the images are for; default where absent.'),
  serviceAccount: field(3, text(), 'The service account that the images are for; default where absent.'),
};

export const ProvideVerdictsRequest = message(
  'grafeas_ts.webhooks.ProvideVerdictsRequest',
  'Asks about images.',
  {
    ...place,
    request: field(
      4,
      struct(),
      'A ProviderRequest of externaldata.gatekeeper.sh/v1beta1; its keys are images.',
      {
        required: true,
      },
    ),
  },
);

export const GetVerdictRequest = message('grafeas_ts.webhooks.GetVerdictRequest', 'Asks about one image.', {
  ...place,
  key: field(4, text(), 'The image.', { required: true }),
});

const ProviderItem = message('grafeas_ts.webhooks.ProviderItem', 'What the policy says of one image.', {
  key: field(1, text(), 'The image.'),
  value: field(
    2,
    jsonValue(),
    'An object with verdict (CONFORMANT or NON_CONFORMANT) and explanation; dryRun where the policy is only tried out, warnings where there are any.',
  ),
  error: field(3, text(), 'Why nothing can be said of the image.'),
});

const ProviderResult = message('grafeas_ts.webhooks.ProviderResult', 'What the policy says of each image.', {
  idempotent: field(1, bool(), 'True: to ask changes nothing.'),
  items: field(2, repeated(ProviderItem), 'One of each distinct key, in order.'),
  systemError: field(3, text(), 'Why nothing can be said at all.'),
});

export const ProviderResponse = message(
  'grafeas_ts.webhooks.ProviderResponse',
  'A ProviderResponse of externaldata.gatekeeper.sh/v1beta1.',
  {
    apiVersion: field(1, text(), 'externaldata.gatekeeper.sh/v1beta1.'),
    kind: field(2, text(), 'ProviderResponse.'),
    response: field(3, ProviderResult, 'What the policy says of each image.'),
  },
);

export const ReceiveEventRequest = message(
  'grafeas_ts.webhooks.ReceiveEventRequest',
  'An event of another system.',
  {
    parent: field(1, text(), 'Where occurrences go: projects/PROJECT.', { required: true }),
    event: field(2, bytes(), 'The event, as the system sends it.', { required: true }),
    provider: field(
      3,
      text(),
      'Where notes go: projects/PROVIDER; a project named for the format where absent.',
    ),
    repository: field(
      4,
      text(),
      'Of Harbor and GitHub the host of the images, where it is another one; of Clair a repository for images that are not known; of trivy-operator a resource URL.',
    ),
    distro: field(5, text(), 'The distribution, such as debian:11, where the report does not name it.'),
    signature: field(6, text(), 'HMAC of the event by the configured secret, of GitHub.'),
  },
);

const Imported = message('grafeas_ts.webhooks.Imported', 'One report that was imported.', {
  resource: field(1, text(), 'What it is about.'),
  created: field(2, int32(), 'Occurrences that are new.'),
  updated: field(3, int32(), 'Occurrences that differ from what was stored.'),
  removed: field(4, int32(), 'Occurrences that the report no longer has.'),
});

export const ReceiveEventResponse = message(
  'grafeas_ts.webhooks.ReceiveEventResponse',
  'What became of an event.',
  {
    imported: field(1, repeated(Imported), 'Reports that were imported.'),
    ignored: field(2, repeated(text()), 'What was left out, and why.'),
  },
);
