import { map, repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { text } from '../../schema/scalars.js';
import { duration } from '../../schema/well-known.js';

/** The messages that google.rpc packs into the details of a Status. */

export const ErrorInfo = message('google.rpc.ErrorInfo', 'The cause of the error, machine-readable.', {
  reason: field(1, text(), 'A constant that names the reason.'),
  domain: field(2, text(), 'Who defines the reason.'),
  metadata: field(3, map(text()), 'Facts about this failure.'),
});

export const RetryInfo = message('google.rpc.RetryInfo', 'When to retry.', {
  retryDelay: field(1, duration(), 'How long to wait.'),
});

export const DebugInfo = message('google.rpc.DebugInfo', 'Where the error occurred in a program.', {
  stackEntries: field(1, repeated(text()), 'The call stack.'),
  detail: field(2, text(), 'Further details.'),
});

const QuotaViolation = message('google.rpc.QuotaFailure.Violation', 'One quota that was exceeded.', {
  subject: field(1, text(), 'What the quota applies to.'),
  description: field(2, text(), 'Which quota it is.'),
});

export const QuotaFailure = message('google.rpc.QuotaFailure', 'Quotas that were exceeded.', {
  violations: field(1, repeated(QuotaViolation), 'One entry for each.'),
});

const PreconditionViolation = message(
  'google.rpc.PreconditionFailure.Violation',
  'One precondition that failed.',
  {
    type: field(1, text(), 'Type of the precondition.'),
    subject: field(2, text(), 'What it is about.'),
    description: field(3, text(), 'How to satisfy it.'),
  },
);

export const PreconditionFailure = message('google.rpc.PreconditionFailure', 'Preconditions that failed.', {
  violations: field(1, repeated(PreconditionViolation), 'One entry for each.'),
});

export const FieldViolation = message('google.rpc.BadRequest.FieldViolation', 'One invalid field.', {
  field: field(1, text(), 'Path of the field.'),
  description: field(2, text(), 'What is wrong with it.'),
});

export const BadRequest = message('google.rpc.BadRequest', 'Invalid fields.', {
  fieldViolations: field(1, repeated(FieldViolation), 'One entry for each.'),
});

export const RequestInfo = message('google.rpc.RequestInfo', 'Which request it was.', {
  requestId: field(1, text(), 'Id of the request in the log of the server.'),
  servingData: field(2, text(), 'Further data for the operator of the server.'),
});

export const ResourceInfo = message('google.rpc.ResourceInfo', 'Which resource it is about.', {
  resourceType: field(1, text(), 'Type of the resource.'),
  resourceName: field(2, text(), 'Its name.'),
  owner: field(3, text(), 'Owner of the resource.'),
  description: field(4, text(), 'What is wrong with it.'),
});

const HelpLink = message('google.rpc.Help.Link', 'One link.', {
  description: field(1, text(), 'What the link offers.'),
  url: field(2, text(), 'URL of the link.'),
});

export const Help = message('google.rpc.Help', 'Links to further information.', {
  links: field(1, repeated(HelpLink), 'Each link.'),
});

export const LocalizedMessage = message('google.rpc.LocalizedMessage', 'A human-readable message.', {
  locale: field(1, text(), 'Its language, such as en-US.'),
  message: field(2, text(), 'Its text.'),
});

export const errorDetails = [
  ErrorInfo,
  RetryInfo,
  DebugInfo,
  QuotaFailure,
  PreconditionFailure,
  BadRequest,
  RequestInfo,
  ResourceInfo,
  Help,
  LocalizedMessage,
];
