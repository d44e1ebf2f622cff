import { repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { int32, text } from '../../schema/scalars.js';
import { anyMessage } from '../known-messages.js';

export const Status = message('google.rpc.Status', 'An error of gRPC.', {
  code: field(1, int32(), 'Number of the google.rpc code.'),
  message: field(2, text(), 'Human-readable message.'),
  details: field(3, repeated(anyMessage()), 'Machine-readable details.'),
});
