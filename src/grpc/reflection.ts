import { codes } from '../domain/codes.js';
import type { DescriptorFile } from '../schema/descriptors/descriptors.js';
import { repeated } from '../schema/field-types.js';
import { field, type Message, message } from '../schema/message.js';
import { bytes, int32, text } from '../schema/scalars.js';
import { encodeMessage } from '../schema/wire/message-codec.js';
import type { StreamMethod } from './method.js';

/** Server reflection: clients read services and descriptors, and need no .proto files. */

const versions = ['v1', 'v1alpha'] as const;
export const reflectionServices = versions.map((version) => `grpc.reflection.${version}.ServerReflection`);

/** The messages of a version; both have the same shape. */
function reflectionMessages(version: string): { request: Message<unknown>; response: Message<unknown> } {
  const name = (short: string): string => `grpc.reflection.${version}.${short}`;
  const ExtensionRequest = message(name('ExtensionRequest'), 'Names an extension.', {
    containingType: field(1, text(), 'The message it extends.'),
    extensionNumber: field(2, int32(), 'Its field number.'),
  });
  const ask = { oneof: 'message_request' };
  const ServerReflectionRequest = message(name('ServerReflectionRequest'), 'One question.', {
    host: field(1, text(), 'The host of the request.'),
    fileByFilename: field(3, text(), 'The file of this name.', ask),
    fileContainingSymbol: field(4, text(), 'The file that declares this name.', ask),
    fileContainingExtension: field(5, ExtensionRequest, 'The file that declares this extension.', ask),
    allExtensionNumbersOfType: field(6, text(), 'All extensions of this message.', ask),
    listServices: field(7, text(), 'All services.', ask),
  });
  const FileDescriptorResponse = message(name('FileDescriptorResponse'), 'Files.', {
    fileDescriptorProto: field(1, repeated(bytes()), 'The file and all it imports, each encoded.'),
  });
  const ExtensionNumberResponse = message(name('ExtensionNumberResponse'), 'Extensions of a message.', {
    baseTypeName: field(1, text(), 'The message.'),
    extensionNumber: field(2, repeated(int32()), 'Their field numbers.'),
  });
  const ServiceResponse = message(name('ServiceResponse'), 'One service.', {
    name: field(1, text(), 'Its full name.'),
  });
  const ListServiceResponse = message(name('ListServiceResponse'), 'All services.', {
    service: field(1, repeated(ServiceResponse), 'The services.'),
  });
  const ErrorResponse = message(name('ErrorResponse'), 'The error of a request.', {
    errorCode: field(1, int32(), 'Number of the google.rpc code.'),
    errorMessage: field(2, text(), 'The message of the error.'),
  });
  const answer = { oneof: 'message_response' };
  const ServerReflectionResponse = message(name('ServerReflectionResponse'), 'The response to one request.', {
    validHost: field(1, text(), 'The host of the request.'),
    originalRequest: field(2, ServerReflectionRequest, 'The question.'),
    fileDescriptorResponse: field(4, FileDescriptorResponse, 'Files.', answer),
    allExtensionNumbersResponse: field(5, ExtensionNumberResponse, 'Extensions.', answer),
    listServicesResponse: field(6, ListServiceResponse, 'Services.', answer),
    errorResponse: field(7, ErrorResponse, 'The error, if there is no result.', answer),
  });
  return { request: ServerReflectionRequest, response: ServerReflectionResponse };
}

export interface ReflectionSource {
  readonly services: readonly string[];
  readonly files: readonly DescriptorFile[];
}

type Question = Readonly<Record<string, unknown>>;

/** The reflection method of each service. `source` is called once, at the first question, since it describes these methods too. */
export function reflectionMethods(
  source: () => Promise<ReflectionSource>,
): ReadonlyMap<string, StreamMethod> {
  let catalogue: Promise<Catalogue> | undefined;
  return new Map(
    versions.map((version): [string, StreamMethod] => {
      const { request, response } = reflectionMessages(version);
      const answers = new Answers(response);
      const method: StreamMethod = {
        form: 'stream',
        request,
        response,
        atOnce: 64,
        isShort: true,
        start: (call) => ({
          async receive(question) {
            catalogue ??= source().then(openCatalogue);
            const asked = question.host === undefined ? {} : { validHost: question.host };
            call.send({ ...asked, originalRequest: question }, answers.of(await catalogue, question));
          },
          end: () => call.end(),
        }),
      };
      return [`grpc.reflection.${version}.ServerReflection`, method];
    }),
  );
}

/** The responses of a version, encoded once: one a file, and the single ones. */
class Answers {
  private readonly ofFile = new Map<DescriptorFile, Buffer>();
  private services: Buffer | undefined;

  constructor(private readonly response: Message<unknown>) {}

  of(catalogue: Catalogue, question: Question): Buffer {
    const { fileByFilename, fileContainingSymbol, allExtensionNumbersOfType, listServices } = question;
    if (listServices !== undefined) {
      this.services ??= this.encode({
        listServicesResponse: { service: catalogue.services.map((name) => ({ name })) },
      });
      return this.services;
    }
    const { byName, bySymbol } = catalogue;
    if (fileByFilename !== undefined) return this.file(catalogue, byName.get(fileByFilename as string));
    if (fileContainingSymbol !== undefined)
      return this.file(catalogue, bySymbol.get((fileContainingSymbol as string).replace(/^\./, '')));
    if (allExtensionNumbersOfType !== undefined && bySymbol.has(allExtensionNumbersOfType as string))
      return this.encode({ allExtensionNumbersResponse: { baseTypeName: allExtensionNumbersOfType } });
    return this.encode(notFound());
  }

  private file(catalogue: Catalogue, file: DescriptorFile | undefined): Buffer {
    if (file === undefined) return this.encode(notFound());
    const known = this.ofFile.get(file);
    if (known !== undefined) return known;
    const answer = this.encode(files(catalogue, file));
    this.ofFile.set(file, answer);
    return answer;
  }

  private encode(answer: object): Buffer {
    return encodeMessage(this.response, answer);
  }
}

interface Catalogue {
  readonly services: readonly string[];
  readonly byName: ReadonlyMap<string, DescriptorFile>;
  readonly bySymbol: ReadonlyMap<string, DescriptorFile>;
}

function openCatalogue({ services, files }: ReflectionSource): Catalogue {
  return {
    services,
    byName: new Map(files.map((file) => [file.name, file])),
    bySymbol: new Map(files.flatMap((file) => file.symbols.map((symbol) => [symbol, file] as const))),
  };
}

function files(catalogue: Catalogue, file: DescriptorFile): object {
  const all = new Set<DescriptorFile>();
  const visit = (current: DescriptorFile): void => {
    if (all.has(current)) return;
    for (const name of current.dependencies) {
      const dependency = catalogue.byName.get(name);
      if (dependency !== undefined) visit(dependency);
    }
    all.add(current);
  };
  visit(file);
  // The requested file is first, and each file precedes its imports.
  const encoded = [...all].reverse().map(({ bytes: content }) => Buffer.from(content).toString('base64'));
  return { fileDescriptorResponse: { fileDescriptorProto: encoded } };
}

function notFound(): object {
  return { errorResponse: { errorCode: codes.NOT_FOUND.number, errorMessage: 'not found' } };
}
