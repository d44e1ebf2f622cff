import { createFileRegistry, type FileRegistry, fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { buildMessages } from '../../../src/api/v1beta1/messages.js';
import { errorDetails } from '../../../src/kinds/common/rpc-error-details.js';
import { kinds } from '../../../src/kinds/index.js';
import { buildRegistry } from '../../../src/kinds/registry.js';
import { buildDescriptors, encodeFileSet } from '../../../src/schema/descriptors/descriptors.js';
import type { Message } from '../../../src/schema/message.js';
import { indexMessages } from '../../../src/schema/message-index.js';

/** Every message of the contract by its full name. */
export const contractMessages: ReadonlyMap<string, Message<unknown>> = indexMessages([
  ...Object.values(buildMessages(buildRegistry(kinds))),
  ...errorDetails,
]);

/** Our descriptors as another implementation understands them. */
export const ourTypes: FileRegistry = createFileRegistry(
  fromBinary(FileDescriptorSetSchema, encodeFileSet(buildDescriptors(contractMessages.values(), []))),
);
