import { map, repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { text } from '../../schema/scalars.js';
import { duration } from '../../schema/well-known.js';

/** What google.rpc packs into the details of a Status. */

export const ErrorInfo = message('google.rpc.ErrorInfo', 'Why it failed, for machines.', {
  reason: field(1, text(), 'A constant that names the reason.'),
  domain: field(2, text(), 'Who defines the reason.'),
  metadata: field(3, map(text()), 'Facts about this failure.'),
});

export const RetryInfo = message('google.rpc.RetryInfo', 'When a repeat makes sense.', {
  retryDelay: field(1, duration(), 'How long to wait.'),
});

export const DebugInfo = message('google.rpc.DebugInfo', 'Where in a program it failed.', {
  stackEntries: field(1, repeated(text()), 'The calls that led there.'),
  detail: field(2, text(), 'More about it.'),
});

const QuotaViolation = message('google.rpc.QuotaFailure.Violation', 'One limit that was passed.', {
  subject: field(1, text(), 'Whose limit it is.'),
  description: field(2, text(), 'Which limit it is.'),
});

export const QuotaFailure = message('google.rpc.QuotaFailure', 'Limits that were passed.', {
  violations: field(1, repeated(QuotaViolation), 'Each of them.'),
});

const PreconditionViolation = message(
  'google.rpc.PreconditionFailure.Violation',
  'One condition that does not hold.',
  {
    type: field(1, text(), 'What sort of condition it is.'),
    subject: field(2, text(), 'What it is about.'),
    description: field(3, text(), 'How to make it hold.'),
  },
);

export const PreconditionFailure = message('google.rpc.PreconditionFailure', 'Conditions that do not hold.', {
  violations: field(1, repeated(PreconditionViolation), 'Each of them.'),
});

export const FieldViolation = message('google.rpc.BadRequest.FieldViolation', 'One field that is wrong.', {
  field: field(1, text(), 'Path of the field.'),
  description: field(2, text(), 'What is wrong with it.'),
});

export const BadRequest = message('google.rpc.BadRequest', 'Fields that are wrong.', {
  fieldViolations: field(1, repeated(FieldViolation), 'Each of them.'),
});

export const RequestInfo = message('google.rpc.RequestInfo', 'Which request it was.', {
  requestId: field(1, text(), 'Finds the request in the log of the server.'),
  servingData: field(2, text(), 'What else the server wants to know.'),
});

export const ResourceInfo = message('google.rpc.ResourceInfo', 'Which resource it is about.', {
  resourceType: field(1, text(), 'What sort of resource it is.'),
  resourceName: field(2, text(), 'Its name.'),
  owner: field(3, text(), 'Whose it is.'),
  description: field(4, text(), 'What is wrong with it.'),
});

const HelpLink = message('google.rpc.Help.Link', 'One link.', {
  description: field(1, text(), 'What it offers.'),
  url: field(2, text(), 'Where it leads.'),
});

export const Help = message('google.rpc.Help', 'Where to read more.', {
  links: field(1, repeated(HelpLink), 'Each link.'),
});

export const LocalizedMessage = message('google.rpc.LocalizedMessage', 'A message for people.', {
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
