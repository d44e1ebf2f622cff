/**
 * A process that writes to a store until it is killed, and says what was acknowledged:
 * `node --import tsx writer.ts STORE`, with `sqlite:FILE` or a postgres URL. Each line of its output is one
 * acknowledged batch as `SIZE FIRST_ID`.
 */
import { Rows } from '../../src/contract/rows.js';
import { openPostgres } from '../../src/storage/postgres/open-postgres.js';
import { openSqlite } from '../../src/storage/sqlite/open-sqlite.js';

const store = process.argv[2] ?? '';
const repository = store.startsWith('sqlite:')
  ? await openSqlite({ file: store.slice('sqlite:'.length), migrate: true })
  : await openPostgres({ url: store, migrate: true });
const rows = new Rows();
const note = rows.note({ scope: 'provider', id: 'n' });
await repository.createNotes([note]).catch(() => {});

async function write(worker: number): Promise<never> {
  for (let round = 0; ; round += 1) {
    const size = worker % 2 === 0 ? 1 : 1 + (round % 5);
    const resourceUri = `batch-${process.pid}-${worker}-${round}-${size}`;
    const batch = Array.from({ length: size }, () => rows.occurrence('consumer', note, { resourceUri }));
    await repository.createOccurrences(batch);
    process.stdout.write(`${size} ${batch[0]?.id}\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, (_, worker) => write(worker)));
