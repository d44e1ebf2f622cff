import { createHttpClient } from '../../src/conformance/http-client.js';
import { type Abuse, under } from './abuse.js';
import type { Replica } from './replica.js';

const droppedLines = /^grafeas_log_lines_dropped_total (\d+)/m;

/** Deletions of notes with long names, each with a line of the log that nobody reads, until lines are dropped. */
export async function stalledLog(replica: Replica, most: number): Promise<Abuse> {
  replica.stallLog();
  const client = createHttpClient(new URL(replica.url), undefined);
  const path = `/v1beta1/projects/p/notes/${'x'.repeat(4000)}`;
  const result = await under(replica, 'writes whose lines of the log nobody reads', async (tell) => {
    for (let sent = 0; sent < most; sent += 50) {
      const one = async (): Promise<void> =>
        tell(String((await client.send({ method: 'DELETE', path })).status));
      await Promise.all(Array.from({ length: 50 }, one));
      const { text } = await client.send({ method: 'GET', path: '/metrics' });
      const dropped = Number(droppedLines.exec(text)?.[1] ?? 0);
      if (dropped > 100) return tell(`${dropped} lines dropped after ${sent + 50} writes`);
    }
    throw new Error('the log dropped no line');
  });
  client.close();
  return result;
}
