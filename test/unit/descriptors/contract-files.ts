import { createFileRegistry, type FileRegistry, fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { buildV1Messages } from '../../../src/api/v1/messages.js';
import { buildMessages } from '../../../src/api/v1beta1/messages.js';
import { errorDetails } from '../../../src/kinds/common/rpc-error-details.js';
import { v1Frame } from '../../../src/kinds/common/v1/frame.js';
import { kinds, v1Kinds } from '../../../src/kinds/index.js';
import { buildRegistry } from '../../../src/kinds/registry.js';
import {
  type DescriptorFile,
  descriptorSteps,
  encodeFileSet,
} from '../../../src/schema/descriptors/descriptors.js';
import type { Message } from '../../../src/schema/message.js';
import { indexMessages } from '../../../src/schema/message-index.js';

/** Every message of the contract by its full name. */
export const contractMessages: ReadonlyMap<string, Message<unknown>> = indexMessages([
  ...Object.values(buildMessages(buildRegistry(kinds))),
  ...Object.values(buildV1Messages(buildRegistry(v1Kinds, v1Frame))),
  ...errorDetails,
]);

/** The files of messages, and the number of steps that it took to describe them. */
export function describeAll(messages: Iterable<Message<unknown>>): {
  readonly files: readonly DescriptorFile[];
  readonly steps: number;
} {
  const running = descriptorSteps(messages, []);
  for (let steps = 0; ; steps += 1) {
    const step = running.next();
    if (step.done === true) return { files: step.value, steps };
  }
}

/** Our descriptors as another implementation understands them. */
export const ourTypes: FileRegistry = createFileRegistry(
  fromBinary(FileDescriptorSetSchema, encodeFileSet(describeAll(contractMessages.values()).files)),
);
