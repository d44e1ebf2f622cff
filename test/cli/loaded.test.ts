import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../../src/storage/sqlite/open-sqlite.js';
import { program } from '../setup/program.js';
import { temporaryFolder } from '../setup/temporary.js';

/** Runs before the program: stops the server once it listens, and prints what was loaded until then, a line each. */
const watch = `
  import { registerHooks } from 'node:module';
  const files = [];
  registerHooks({ load(url, context, next) { files.push(url); return next(url, context); } });
  process.on('newListener', function stop(name) {
    if (name !== 'SIGINT') return;
    process.off('newListener', stop);
    setImmediate(() => process.emit('SIGINT'));
  });
  process.on('exit', () => console.log([...files, ...process.moduleLoadList].join('\\n')));
`;

describe('a server', () => {
  const folder = temporaryFolder();
  afterEach(folder.remove);

  it('loads no other command, no client of Node and, if its file is up to date, no knex', async () => {
    const file = join(folder.path, 'grafeas.db');
    await (await openSqlite({ file, migrate: true })).close();
    const before = ['--import', `data:text/javascript,${encodeURIComponent(watch)}`];
    const settings = ['--listen', '127.0.0.1:0', '--log-level', 'silent', '--store', `sqlite:${file}`];
    const loaded = execFileSync(process.execPath, [...before, program, 'serve', ...settings], {
      encoding: 'utf8',
    });
    expect(loaded).toContain('/http/listener.js');
    expect(loaded).toContain('/storage/sqlite/open-sqlite.js');
    expect(loaded).not.toMatch(/\/cli\/(?:commands|import|check|policy)\.js/);
    expect(loaded).not.toContain('internal/deps/undici/undici');
    expect(loaded).not.toContain('node_modules/knex/');
  });
});
