import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { createSecureContext, type SecureContextOptions, type TlsOptions } from 'node:tls';

export interface TlsFiles {
  /** Certificate chain in PEM. */
  readonly cert: string;
  /** Private key in PEM. */
  readonly key: string;
  /** Authorities that sign client certificates; clients are asked for one where it is given. */
  readonly clientCa?: string | undefined;
  /** Whether a client without certificate is turned away; one with a certificate that is not accepted always is. */
  readonly clientAuth?: 'optional' | 'required' | undefined;
}

/** Milliseconds between two looks at the files. */
const pollInterval = 5_000;

/** Options of a TLS server. @throws where a file cannot be read or certificate and key do not fit */
export function tlsOptions(files: TlsFiles): TlsOptions {
  return {
    ...readContext(files),
    requestCert: files.clientCa !== undefined,
    rejectUnauthorized: files.clientCa !== undefined && files.clientAuth !== 'optional',
    ALPNProtocols: ['h2', 'http/1.1'],
    // A handshake that drags on is dropped.
    handshakeTimeout: 10_000,
  };
}

function readContext({ cert, key, clientCa }: TlsFiles): SecureContextOptions {
  const context: SecureContextOptions = {
    cert: readFileSync(cert),
    key: readFileSync(key),
    minVersion: 'TLSv1.2',
    ...(clientCa === undefined ? {} : { ca: readFileSync(clientCa) }),
  };
  createSecureContext(context);
  return context;
}

/** Reads the files now; `false` where they do not fit together, as halfway through a change. */
export type Reload = () => boolean;

/**
 * Gives `use` the files' contents whenever they change; connections that stand keep what they have. The
 * files are polled, as mounted secrets are replaced in ways that other watchers miss.
 */
export function watchTlsFiles(
  files: TlsFiles,
  use: (context: SecureContextOptions) => void,
  onProblem: (problem: unknown) => void,
  interval = pollInterval,
): { reload: Reload; close(): void } {
  const reload: Reload = () => {
    try {
      use(readContext(files));
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
