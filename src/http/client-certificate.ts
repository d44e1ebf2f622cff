import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';

/** The names of a client certificate. */
export interface CertificateNames {
  /** Distinguished name, most specific part first: `CN=scanner,O=example`. */
  readonly subject: string;
  /** Subject alternative names with their type: `URI:spiffe://example/scanner`, `DNS:gate`. */
  readonly sans: readonly string[];
}

/** A certificate is read once a connection, which may outlive it. */
export type CertificateReader = (connection: object | undefined) => CertificateNames | undefined;

/**
 * Creates the reader of client certificates: given a TLS socket or a session of node:http2, returns the names in the
 * certificate if an accepted authority has signed it and it has not expired; otherwise undefined.
 *
 * @param now wall time in milliseconds
 */
export function createCertificateReader(now: () => number = Date.now): CertificateReader {
  const known = new WeakMap<object, Known | undefined>();
  const current = (certificate: Known | undefined): CertificateNames | undefined =>
    certificate !== undefined && now() <= certificate.validTo ? certificate.names : undefined;
  return (connection) => {
    if (connection === undefined) return undefined;
    if (!known.has(connection)) known.set(connection, read(socketOf(connection)));
    return current(known.get(connection));
  };
}

interface Known {
  readonly names: CertificateNames;
  /** Milliseconds since the epoch. */
  readonly validTo: number;
}

/** Whether the peer has a certificate that is not signed by an accepted authority or not valid now. */
export function isUntrusted(socket: TLSSocket): boolean {
  return !socket.authorized && socket.getPeerX509Certificate() !== undefined;
}

/** The connection a REST request came over, for the reader. */
export function connectionOf(request: IncomingMessage): object | undefined {
  const { stream } = request as { stream?: { session?: object } };
  return stream === undefined ? request.socket : stream.session;
}

/** Sessions of node:http2 wrap their socket in a proxy, for which instanceof still holds. */
function socketOf(connection: object): unknown {
  return connection instanceof TLSSocket ? connection : (connection as { socket?: unknown }).socket;
}

function read(socket: unknown): Known | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return undefined;
  const names = {
    subject: certificate.subject?.split('\n').reverse().join(',') ?? '',
    sans: parseAltNames(certificate.subjectAltName ?? ''),
  };
  return { names, validTo: Date.parse(certificate.validTo) };
}

/** Splits `DNS:a, URI:"b,c"`: values that hold a separator are quoted as JSON. */
export function parseAltNames(text: string): readonly string[] {
  const names: string[] = [];
  for (const [, type = '', value = ''] of text.matchAll(
    /([A-Za-z][A-Za-z ]*):("(?:[^"\\]|\\.)*"|[^,]*)(?:, |$)/g,
  )) {
    names.push(`${type}:${value.startsWith('"') ? (JSON.parse(value) as string) : value}`);
  }
  return names;
}
