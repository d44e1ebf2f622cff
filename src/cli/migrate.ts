import { Argument, type Command, InvalidArgumentError } from 'commander';
import { defaultShards } from '../storage/postgres/distribute.js';
import type { Migrations } from '../storage/sql/migrations.js';
import { addSettings, configOf } from './settings.js';

const examples = `
Examples:
  grafeas migrate --store postgres://app@db/grafeas                   apply what is pending
  grafeas migrate status --store postgres://app@db/grafeas            list applied and pending migrations
  grafeas migrate --dry-run --store postgres://app@db/grafeas         print the SQL, run it and roll it back
  grafeas migrate --partitions 32 --store postgres://app@db/grafeas   make the large tables hash-partitioned
  grafeas migrate --distribute --store postgres://app@db/grafeas      put the tables on the nodes of a Citus cluster

\`grafeas serve\` applies migrations; several servers may start at the same time.`;

interface MigrateOptions {
  readonly dryRun?: true;
  readonly partitions?: number;
  readonly distribute?: number | true;
  readonly [setting: string]: unknown;
}

export function registerMigrate(program: Command): void {
  const command = program
    .command('migrate')
    .description('Migrate the schema of a database, or print its status.')
    .addArgument(
      new Argument('[what]', 'up, status or down (reverts the last one)')
        .choices(['up', 'status', 'down'])
        .default('up'),
    )
    .option('--dry-run', 'print the SQL of pending migrations, run it and roll it back')
    .option(
      '--partitions <n>',
      'number of hash partitions of notes and occurrences (Postgres, new databases)',
      parsePartitions,
    )
    .option(
      '--distribute [shards]',
      `distribute the tables over several nodes, in this number of shards (Postgres with Citus, no server running; default ${defaultShards})`,
      parsePartitions,
    )
    .addHelpText('after', examples);
  addSettings(command, ['store', 'storeCa']);
  command.action(async (what: string, options: MigrateOptions) => {
    const { openStoreMigrations } = await import('../store.js');
    const migrations = await openStoreMigrations(configOf(options), {
      partitions: options.partitions,
      shards: options.distribute === true ? defaultShards : options.distribute,
    });
    try {
      await migrate(what, options.dryRun === true, migrations);
    } finally {
      await migrations.close();
    }
  });
}

async function migrate(what: string, dryRun: boolean, migrations: Migrations): Promise<void> {
  if (what === 'status') {
    const { completed, pending, layout } = await migrations.status();
    printNames('applied', completed);
    printNames('pending', pending);
    if (layout !== undefined) printNames('layout', layout);
  } else if (what === 'up' && dryRun) {
    const statements = await migrations.dryRun();
    process.stdout.write(
      statements.length === 0 ? 'nothing pending\n' : `${statements.map((sql) => `${sql};`).join('\n')}\n`,
    );
  } else if (what === 'up') {
    printNames('applied', await migrations.up());
  } else printNames('taken back', await migrations.down());
}

function printNames(what: string, names: readonly string[]): void {
  process.stdout.write(
    names.length === 0 ? `${what}: none\n` : names.map((name) => `${what}: ${name}\n`).join(''),
  );
}

function parsePartitions(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 1024)
    throw new InvalidArgumentError('must be a whole number from 1 to 1024');
  return count;
}
