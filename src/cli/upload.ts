import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { GrafeasError } from '../client/errors.js';
import { defaultRetry } from '../client/retry.js';

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** The content to send: its size, and a stream for each attempt. */
export interface Source {
  readonly size: number;
  open(): Readable;
}

/** @throws the error of the file system */
export async function fileSource(path: string): Promise<Source> {
  const stats = await stat(path);
  if (stats.isDirectory()) throw Object.assign(new Error('is a directory'), { code: 'EISDIR' });
  return { size: stats.size, open: () => createReadStream(path) };
}

export function bufferSource(bytes: Buffer): Source {
  return { size: bytes.length, open: () => Readable.from([bytes]) };
}

/**
 * Posts bytes and reads the response while sending, since a server that refuses does not read the whole body. Transient
 * failures are retried, so the URL has a request id. `onProgress` gets the number of bytes sent.
 * @throws GrafeasError of status 0 without a response
 */
export async function upload(
  url: URL,
  source: Source,
  headers: Readonly<Record<string, string>>,
  onProgress: (sent: number) => void,
): Promise<Answer> {
  const { attempts, delay: first } = defaultRetry;
  for (let attempt = 1; ; attempt += 1) {
    let pause = first * 2 ** (attempt - 1);
    try {
      const answer = await post(url, source, headers, onProgress);
      if (attempt >= attempts || (answer.status !== 429 && answer.status !== 503)) return answer;
      pause = Math.max(pause, answer.retryAfter * 1000);
    } catch (error) {
      if (attempt >= attempts || !(error instanceof GrafeasError)) throw error;
    }
    await delay(pause);
  }
}

function post(
  url: URL,
  source: Source,
  headers: Readonly<Record<string, string>>,
  onProgress: (sent: number) => void,
): Promise<Answer & { readonly retryAfter: number }> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    let answered = false;
    const { request: open } = url.protocol === 'https:' ? https : http;
    const request = open(url, { method: 'POST', headers: { ...headers, 'content-length': source.size } });
    const body = source.open();
    const stop = (): void => {
      body.unpipe(request);
      body.destroy();
    };
    request.on('response', (response) => {
      answered = true;
      if (!request.writableFinished) stop();
      const chunks: Buffer[] = [];
      const finish = (): void => {
        if (!request.writableFinished) request.destroy();
        const seconds = Number(response.headers['retry-after'] ?? 0);
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString(),
          retryAfter: Number.isFinite(seconds) ? Math.min(seconds, 60) : 0,
        });
      };
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', finish);
      // The body of the response may be lost with the connection, but its status is known.
      response.on('error', finish);
    });
    request.on('error', (cause) => {
      stop();
      if (answered) return;
      const where =
        sent === 0 ? `cannot reach ${url.origin}` : `${url.origin} closed the connection after ${sent} bytes`;
      reject(
        new GrafeasError(0, 'UNAVAILABLE', undefined, `${where} (${cause.message})`, [], undefined, {
          cause,
        }),
      );
    });
    body.on('data', (chunk: Buffer) => {
      sent += chunk.length;
      onProgress(sent);
    });
    body.on('error', (error) => {
      reject(error);
      request.destroy();
    });
    body.pipe(request);
  });
}
