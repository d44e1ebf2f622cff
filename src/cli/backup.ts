import type { Command } from 'commander';
import { ApiError } from '../domain/errors.js';
import type { Contents } from '../storage/sqlite/backup.js';
import { addSettings, configOf } from './settings.js';

interface BackupOptions {
  readonly force?: true;
  readonly [setting: string]: unknown;
}

export function registerBackup(program: Command): void {
  const backup = program
    .command('backup')
    .description('Copy a SQLite store to one file, while the server runs.')
    .argument('<FILE>', 'the copy')
    .option('--force', 'replace an existing file')
    .addHelpText(
      'after',
      `
Examples:
  grafeas backup grafeas-2026-11-23.db                                  of ./data/grafeas.db
  grafeas backup /backup/grafeas.db --force --store sqlite:/data/grafeas.db

The copy is the store at one instant, and verified. PostgreSQL has pg_dump and base backups.`,
    );
  addSettings(backup, ['store']);
  backup.action(async (file: string, options: BackupOptions) => {
    const source = sqliteFile(options);
    const { backupSqlite } = await import('../storage/sqlite/backup.js');
    print(file, await backupSqlite(source, file, { force: options.force === true }));
  });

  const restore = program
    .command('restore')
    .description('Replace a SQLite store by a backup, while no server has it open.')
    .argument('<FILE>', 'the backup')
    .option('--force', 'replace an existing store')
    .addHelpText(
      'after',
      `
Examples:
  grafeas restore grafeas-2026-11-23.db --store sqlite:./restored.db    to look at it
  grafeas restore grafeas-2026-11-23.db --force                         instead of ./data/grafeas.db

The backup is verified first. A damaged backup replaces nothing.`,
    );
  addSettings(restore, ['store']);
  restore.action(async (file: string, options: BackupOptions) => {
    const target = sqliteFile(options);
    const { restoreSqlite } = await import('../storage/sqlite/backup.js');
    print(target, await restoreSqlite(file, target, { force: options.force === true }));
  });
}

function sqliteFile(options: BackupOptions): string {
  const store = configOf(options).store.reveal();
  if (store.startsWith('sqlite:')) return store.slice('sqlite:'.length);
  const [scheme] = store.split(':', 1);
  throw new ApiError(
    'INVALID_PARAMETER',
    `--store ${scheme}: only SQLite stores are supported; use the tools of the database`,
  );
}

function print(file: string, { projects, notes, occurrences, pending }: Contents): void {
  const lines = [`${file}: ${projects} projects, ${notes} notes, ${occurrences} occurrences, verified`];
  if (pending.length > 0) lines.push(`the server will apply ${pending.join(', ')} when it starts`);
  process.stdout.write(`${lines.join('\n')}\n`);
}
