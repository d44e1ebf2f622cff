import type { SecureClientSessionOptions } from 'node:http2';
import type { Operation } from '../../src/api/operation.js';
import { codes } from '../../src/domain/codes.js';
import { call, connect } from '../setup/raw-grpc.js';
import type { Answer, MatrixTransport } from './matrix.js';

/** Calls operations over gRPC; an empty token is not sent. */
export async function grpcTransport(
  url: string,
  operations: readonly Operation[],
  tls: SecureClientSessionOptions = {},
): Promise<MatrixTransport & { close(): void }> {
  const session = await connect(url, tls);
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  const names = new Map<number, string>(Object.entries(codes).map(([name, { number }]) => [number, name]));
  return {
    async call(id, message, token) {
      const operation = byId.get(id);
      if (operation === undefined) throw new Error(`no operation ${id}`);
      const headers: Record<string, string> = token === '' ? {} : { authorization: `Bearer ${token}` };
      const answer = await call(session, `/${operation.service}/${id}`, operation, message, headers);
      return {
        code: names.get(answer.code ?? codes.UNKNOWN.number) ?? 'none',
        body: (answer.value ?? {}) as Answer['body'],
      };
    },
    close: () => session.close(),
  };
}
