import {
  createFileRegistry,
  type DescMessage,
  fromBinary,
  fromJson,
  type JsonValue,
  toBinary,
  toJson,
} from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import type { ServiceError } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { reflectionMethods } from '../../src/grpc/reflection.js';
import { decodeMessage, encodeMessage } from '../../src/schema/wire/message-codec.js';
import { operationsIn } from '../setup/versions.js';
import { grpcClient } from './grpc-client.js';

/** A client that knows nothing but reflection, as grpcurl does. */

type Json = Readonly<Record<string, unknown>>;

describe('a stock gRPC client with reflection', () => {
  const grpc = grpcClient();

  const shapes = reflectionMethods(async () => ({ services: [], files: [] }));

  /** Asks all questions in one call and answers in order. */
  function ask(service: string, questions: readonly Json[]): Promise<Json[]> {
    const shape = shapes.get(service);
    if (shape === undefined) throw new Error(service);
    return new Promise((resolve, reject) => {
      const answers: Json[] = [];
      const stream = grpc.client.makeBidiStreamRequest(
        `/${service}/ServerReflectionInfo`,
        (question: Json) => Buffer.from(encodeMessage(shape.request, question)),
        (bytes: Buffer) => decodeMessage(shape.response, bytes),
      );
      stream.on('data', (answer: Json) => answers.push(answer));
      stream.on('error', reject);
      stream.on('end', () => resolve(answers));
      for (const question of questions) stream.write(question);
      stream.end();
    });
  }

  const versions = ['grpc.reflection.v1.ServerReflection', 'grpc.reflection.v1alpha.ServerReflection'];

  it.each(versions)('lists services and finds files over %s', async (service) => {
    const [list, byName, bySymbol, method, unknown, extension] = await ask(service, [
      { listServices: '' },
      { fileByFilename: 'google/protobuf/timestamp.proto' },
      { fileContainingSymbol: 'grafeas.v1beta1.Note' },
      { fileContainingSymbol: 'grafeas.v1beta1.GrafeasV1Beta1.GetNote' },
      { fileContainingSymbol: 'grafeas.v1beta1.Nothing' },
      { fileContainingExtension: { containingType: 'grafeas.v1beta1.Note', extensionNumber: 1 } },
    ]);
    const services = (list as { listServicesResponse: { service: { name: string }[] } }).listServicesResponse
      .service;
    expect(services.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'grafeas.v1beta1.GrafeasV1Beta1',
        'grafeas.v1beta1.project.Projects',
        'grpc.health.v1.Health',
        ...versions,
      ]),
    );
    for (const found of [byName, bySymbol, method])
      expect(found).toHaveProperty('fileDescriptorResponse.fileDescriptorProto');
    for (const missing of [unknown, extension])
      expect(missing).toMatchObject({ errorResponse: { errorCode: 5 } });
    expect(unknown).toMatchObject({ originalRequest: { fileContainingSymbol: 'grafeas.v1beta1.Nothing' } });
  });

  it('writes and reads INTOTO, which its own library lacks, by the descriptors of reflection', async () => {
    const answers = await ask(versions[0] as string, [
      { fileContainingSymbol: 'grafeas.v1beta1.GrafeasV1Beta1' },
    ]);
    const { fileDescriptorProto } = (
      answers[0] as { fileDescriptorResponse: { fileDescriptorProto: string[] } }
    ).fileDescriptorResponse;
    const file = fileDescriptorProto.map((text) =>
      fromBinary(FileDescriptorProtoSchema, Buffer.from(text, 'base64')),
    );
    // A file comes before those it imports; a set has them the other way round.
    const registry = createFileRegistry(
      fromBinary(
        FileDescriptorSetSchema,
        setOf(file.map((one) => toBinary(FileDescriptorProtoSchema, one)).reverse()),
      ),
    );
    const service = registry.getService('grafeas.v1beta1.GrafeasV1Beta1');
    const served = (await operationsIn('v1beta1')).filter((one) => one.service === service?.typeName);
    expect(service?.methods.map(({ name }) => name).toSorted()).toEqual(
      served.map(({ id }) => id).toSorted(),
    );
    const call = (name: string, request: JsonValue): Promise<unknown> => {
      const method = service?.methods.find((one) => one.name === name);
      if (method === undefined) throw new Error(name);
      return unary(`/${service?.typeName}/${name}`, method.input, method.output, request);
    };
    const intoto = { stepName: 'build', threshold: '9007199254740993', expectedCommand: ['make'] };
    await call('CreateNote', { parent: 'projects/p', noteId: 'step', note: { intoto } });
    const link = {
      signatures: [{ keyid: 'k', sig: 's' }],
      signed: { command: ['make'], byproducts: { customValues: { a: 'b' } } },
    };
    const created = await call('CreateOccurrence', {
      parent: 'projects/p',
      occurrence: { noteName: 'projects/p/notes/step', resource: { uri: 'https://r/i' }, intoto: link },
    });
    expect(created).toMatchObject({ kind: 'INTOTO', intoto: link });
    expect(await call('GetNote', { name: 'projects/p/notes/step' })).toMatchObject({ intoto });
    await expect(call('GetNote', { name: 'projects/p/notes/none' })).rejects.toMatchObject({ code: 5 });
  });

  function unary(
    path: string,
    input: DescMessage,
    output: DescMessage,
    request: JsonValue,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const done = (error: ServiceError | null, value?: unknown): void =>
        error === null ? resolve(value) : reject(error);
      grpc.client.makeUnaryRequest(
        path,
        (json: JsonValue) => Buffer.from(toBinary(input, fromJson(input, json))),
        (bytes: Buffer) => toJson(output, fromBinary(output, bytes)),
        request,
        done,
      );
    });
  }
});

/** A FileDescriptorSet of encoded files. */
function setOf(files: readonly Uint8Array[]): Uint8Array {
  const length = (size: number): number[] =>
    size > 127 ? [(size % 128) | 128, ...length(Math.floor(size / 128))] : [size];
  return Buffer.concat(files.flatMap((file) => [Uint8Array.from([0x0a, ...length(file.length)]), file]));
}
