import { Client, credentials, type ServiceError } from '@grpc/grpc-js';
import type protobuf from 'protobufjs';
import { afterAll, beforeAll } from 'vitest';
import { startServer, type TestServer } from '../setup/server.js';

/** A stock gRPC client of a server of its own, for the tests of a block. */
export function grpcClient(): { readonly client: Client } {
  let server: TestServer;
  let client: Client;
  beforeAll(async () => {
    server = await startServer();
    client = new Client(server.address, credentials.createInsecure());
  });
  afterAll(async () => {
    client.close();
    await server.close();
  });
  return {
    get client() {
      return client;
    },
  };
}

/** Calls a method, whose path begins with a slash, with messages of protobufjs. */
export function callUnary(
  client: Client,
  path: string,
  [input, output]: readonly [protobuf.Type, protobuf.Type],
  request: object,
): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      path,
      (value: object) => Buffer.from(input.encode(input.create(value)).finish()),
      (bytes: Buffer) => output.toObject(output.decode(bytes), { longs: Number }),
      request,
      (error: ServiceError | null, value?: Record<string, unknown>) =>
        error === null ? resolve(value ?? {}) : reject(error),
    );
  });
}
