import { createRequire } from 'node:module';
import { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';
import { LogLines, openOutput, type TryWrite } from './log-lines.js';

export type { Logger } from 'pino';

/** A logger and the number of dropped lines. */
export interface OpenLog {
  readonly log: Logger;
  readonly dropped: () => number;
  /** Writes buffered lines before the process ends. */
  readonly flush: () => void;
}

/** Loads what only a terminal needs: a server without one saves 5 MB. */
const require = createRequire(import.meta.url);

/** JSON lines on standard output; readable text on a terminal. Never waits for the reader. */
export function openLog(level: string): OpenLog {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  let output: TryWrite | undefined;
  const lines = new LogLines((bytes) => {
    output ??= openOutput(1);
    return output(bytes);
  });
  return {
    log: pino(options, destinationOf(lines)),
    dropped: () => lines.dropped,
    flush: () => lines.flush(),
  };
}

export function createLogger(level: string): Logger {
  return openLog(level).log;
}

function destinationOf(lines: LogLines) {
  if (!process.stdout.isTTY) return lines;
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.write(String(chunk));
      done();
    },
  });
  const pretty = require('pino-pretty') as typeof import('pino-pretty');
  return pretty({ destination, translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname' });
}
