import { X509Certificate } from 'node:crypto';
import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { createSecureContext, type SecureContextOptions, type TlsOptions } from 'node:tls';

export interface TlsFiles {
  /** Certificate chain in PEM. */
  readonly cert: string;
  /** Private key in PEM. */
  readonly key: string;
  /** Authorities for client certificates. If set, the server requests one. */
  readonly clientCa?: string | undefined;
  /** Whether a client certificate is required. One that is not accepted is always refused. */
  readonly clientAuth?: 'optional' | 'required' | undefined;
}

/** Milliseconds between two checks of the files. */
const pollInterval = 5_000;

/** Options of a TLS server. @throws if a file cannot be read or certificate and key do not match */
export function tlsOptions(files: TlsFiles): TlsOptions {
  return {
    ...readContext(files),
    requestCert: files.clientCa !== undefined,
    rejectUnauthorized: files.clientCa !== undefined && files.clientAuth !== 'optional',
    ALPNProtocols: ['h2', 'http/1.1'],
    // Closes connections with a slow handshake.
    handshakeTimeout: 10_000,
  };
}

function readContext({ cert, key, clientCa }: TlsFiles): SecureContextOptions {
  const context: SecureContextOptions = {
    cert: readChain(cert),
    key: readFileSync(key),
    minVersion: 'TLSv1.2',
    ...(clientCa === undefined ? {} : { ca: readAuthorities(clientCa) }),
  };
  createSecureContext(context);
  return context;
}

const beginning = /-----BEGIN /g;
const block = /-----BEGIN ([^\n]+)-----.*?-----END \1-----/gs;
const certificate = /-----BEGIN ((?:X509 |TRUSTED )?CERTIFICATE)-----[A-Za-z0-9+/=\s]+-----END \1-----/g;

/** OpenSSL takes a chain that is cut off at the beginning of a certificate for a shorter one, which clients may not trust. */
function readChain(file: string): string {
  const text = readFileSync(file, 'latin1');
  if (text.match(block)?.length !== text.match(beginning)?.length)
    throw new Error(`${file} is cut off within a certificate`);
  return text;
}

/** @throws if no client would accept the certificate. A server starts with it: then there is no other. */
function requireUnexpired(file: string, { cert }: SecureContextOptions): void {
  const { validTo } = new X509Certificate(cert as string);
  if (Date.parse(validTo) < Date.now()) throw new Error(`the certificate of ${file} expired at ${validTo}`);
}

/** OpenSSL ignores what it cannot read of authorities. Then the server would refuse clients as long as the file is broken. */
function readAuthorities(file: string): string {
  const text = readFileSync(file, 'latin1');
  const blocks = text.match(certificate) ?? [];
  if (blocks.length === 0 || blocks.length !== text.match(beginning)?.length)
    throw new Error(`${file} does not consist of whole certificates in PEM`);
  for (const block of blocks) new X509Certificate(block);
  return text;
}

/** Reads the files now; `false` if they do not match, as in the middle of a change. */
export type Reload = () => boolean;

/**
 * Calls `use` with the files' contents whenever they change. Open connections are not affected. The files are polled,
 * since other watchers miss the replacement of mounted secrets.
 */
export function watchTlsFiles(
  files: TlsFiles,
  use: (context: SecureContextOptions) => void,
  onProblem: (problem: unknown) => void,
  interval = pollInterval,
): { reload: Reload; close(): void } {
  const reload: Reload = () => {
    try {
      const context = readContext(files);
      requireUnexpired(files.cert, context);
      use(context);
      return true;
    } catch (error) {
      onProblem(error);
      return false;
    }
  };
  const paths = [files.cert, files.key, ...(files.clientCa === undefined ? [] : [files.clientCa])];
  const listener = (
    now: { mtimeMs: number; ino: number },
    before: { mtimeMs: number; ino: number },
  ): void => {
    if (now.mtimeMs !== before.mtimeMs || now.ino !== before.ino) reload();
  };
  for (const path of paths) watchFile(path, { interval, persistent: false }, listener);
  return {
    reload,
    close() {
      for (const path of paths) unwatchFile(path, listener);
    },
  };
}
