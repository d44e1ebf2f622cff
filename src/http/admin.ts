import { ApiError } from '../domain/errors.js';
import { formatAddress, type ListenAddress, listen } from './address.js';
import { answerError } from './dispatcher.js';
import { http } from './node-http.js';
import type { Probes } from './probes.js';

export interface AdminListener {
  readonly address: string;
  close(): Promise<void>;
}

/** A port for monitoring: probes and metrics, without the API. */
export async function openAdminListener(
  address: ListenAddress,
  probes: Probes,
  newRequestId: () => string,
): Promise<AdminListener> {
  const server = http.createServer({ headersTimeout: 5_000, requestTimeout: 5_000 }, (request, response) => {
    if (probes(request, response)) return;
    answerError(request, response, new ApiError('ROUTE_NOT_FOUND', 'Not Found'), newRequestId());
  });
  server.maxConnections = 100;
  await listen(server, address);
  return {
    address: formatAddress(server, address),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
