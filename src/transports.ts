import type { Admission } from './api/admission.js';
import type { Observer } from './api/outcome.js';
import type { Tracing } from './api/tracing.js';
import { type ApiVersion, operationsOf } from './api/version.js';
import { type Authenticator, authorizationOf } from './auth/authenticator.js';
import { type Config, isPrivateAddress, parseHostPort, parseUnixPath } from './config/settings.js';
import type { EtagOf } from './domain/etag.js';
import { requestIdSource } from './domain/ids.js';
import { createPeerReader } from './domain/peer.js';
import { createGrpcHandler } from './grpc/handler.js';
import type { ListenAddress } from './http/address.js';
import { type AdminListener, openAdminListener } from './http/admin.js';
import { createRestApp } from './http/app.js';
import { connectionOf, createCertificateReader } from './http/client-certificate.js';
import { createCompressor } from './http/compress.js';
import type { SignInSettings } from './http/console.js';
import { createDispatcher } from './http/dispatcher.js';
import { createHostCheck, createSiteCheck, type HostCheck } from './http/hosts.js';
import { type Listener, openListener } from './http/listener.js';
import { createProbes, type ProbeOptions } from './http/probes.js';
import type { TlsFiles } from './http/tls-files.js';
import type { Logger } from './logging.js';

export interface TransportParts {
  readonly versions: readonly ApiVersion[];
  readonly etagOf: EtagOf;
  readonly authenticator: Authenticator;
  readonly observe: Observer;
  readonly admission: Admission;
  readonly tracing: Tracing | undefined;
  readonly metrics: NonNullable<ProbeOptions['metrics']>;
  /** Throws if the server is not ready. */
  readonly ready: () => Promise<void>;
  readonly isDraining: () => boolean;
  /** How people sign in to the console, besides with a token. */
  readonly signIn: SignInSettings;
}

export interface Transports {
  readonly listener: Listener;
  readonly admin: AdminListener | undefined;
}

/** Opens the configured address: REST and gRPC over the same operations. */
export async function openTransports(
  config: Config,
  log: Logger,
  parts: TransportParts,
): Promise<Transports> {
  const { versions, etagOf, authenticator, observe, ready, metrics, admission, tracing, isDraining } = parts;
  const operations = operationsOf(versions);
  const newRequestId = requestIdSource();
  const certificateOf = createCertificateReader();
  const checkHost = hostCheckOf(config, config.listen);
  const peerOf = createPeerReader(config.trustProxy);
  const checkSite = createSiteCheck(config.allowHost, config.allowOrigin);
  const common = { operations, newRequestId, observe, admission, tracing, checkSite, peerOf };
  const dispatch = createDispatcher({
    ...common,
    etagOf,
    compress: createCompressor(),
    authenticate: (request, peer, pathKey) =>
      authenticator.authenticate({
        peer,
        pathKey,
        authorization: authorizationOf(request.rawHeaders),
        certificate: certificateOf(connectionOf(request)),
      }),
    checkHost,
    isDraining,
  });
  const grpc = createGrpcHandler({
    ...common,
    operations: operations.filter(({ plain }) => plain === undefined),
    authenticate: ({ rawHeaders, session, peer }) =>
      authenticator.authenticate({
        peer,
        authorization: authorizationOf(rawHeaders),
        certificate: certificateOf(session),
      }),
    ready,
  });
  // Open access includes the metrics. Otherwise they are served on the admin address.
  const shown = config.access === 'open' || isPrivateAddress(config.listen) ? metrics : undefined;
  const probes = createProbes({ ready, metrics: shown, checkHost, newRequestId });
  const rest = createRestApp({
    dispatch,
    allowOrigins: config.allowOrigin,
    versions,
    etagOf,
    probes,
    newRequestId,
    signIn: parts.signIn,
  });
  const listener = await openListener({
    address: addressOf(config.listen),
    rest: rest.http1,
    restOverHttp2: rest.http2,
    grpc,
    tls: tlsFiles(config),
    onTlsProblem: (problem) =>
      log.error({ err: problem }, 'TLS files not reloaded: the new ones are not valid'),
    onRefused: ({ streamId }) =>
      log.warn(
        { streamId },
        'HTTP/2 request refused before it was read: its headers are not allowed, such as a path as :authority, or too many',
      ),
    // The admission limits the time of requests; this limits the time to receive them, uploads included.
    timeouts: { request: Math.max(60_000, admission.limits.uploadTime) },
  });
  if (config.adminListen === undefined) return { listener, admin: undefined };
  const adminProbes = createProbes({
    ready,
    metrics,
    checkHost: hostCheckOf(config, config.adminListen),
    newRequestId,
  });
  try {
    return {
      listener,
      admin: await openAdminListener(addressOf(config.adminListen), adminProbes, newRequestId),
    };
  } catch (error) {
    await listener.close(0);
    throw error;
  }
}

function addressOf(listen: string): ListenAddress {
  return parseHostPort(listen) ?? { path: parseUnixPath(listen) ?? '' };
}

/** On loopback, refuses foreign host names (DNS rebinding). */
function hostCheckOf(config: Config, listen: string): HostCheck {
  const onLoopback = parseHostPort(listen) !== undefined && isPrivateAddress(listen);
  return createHostCheck(onLoopback, config.allowHost, config.allowOrigin);
}

function tlsFiles(config: Config): TlsFiles | undefined {
  const { tlsCert: cert, tlsKey: key, tlsClientCa: clientCa, tlsClientAuth: clientAuth } = config;
  return cert === undefined || key === undefined ? undefined : { cert, key, clientCa, clientAuth };
}
