import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../src/domain/errors.js';
import { openSource } from '../../src/outbound/source.js';

const reasons = [
  { reason: undefined, expected: 'CANCELLED' },
  { reason: new DOMException('late', 'TimeoutError'), expected: 'CANCELLED' },
  { reason: new ApiError('DRAINING', 'closing'), expected: 'DRAINING' },
];

describe.each(reasons)('a caller that has disconnected with the reason $reason', ({ reason, expected }) => {
  it.each(['before its head', 'within its body'])('is no fault of a source that stalls %s', async (when) => {
    const stop = new AbortController();
    const server = createServer((_request, response) => {
      if (when === 'before its head') stop.abort(reason);
      else response.write('{', () => setImmediate(() => stop.abort(reason)));
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const got = openSource({ name: 'Harbor', url }).get(['x'], { signal: stop.signal });
      await expect(got).rejects.toMatchObject({ reason: expected });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
