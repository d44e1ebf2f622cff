import { parseArgs } from 'node:util';
import type { Version } from './case.js';
import { casesOf } from './cases.js';
import { runCases, selectCases } from './run.js';
import { formatCount, formatOutcome } from './table.js';

const usage = `Usage: npm run conformance -- --server URL [--version V] [--token T] [--only ID] [--list]

Runs the cases of the contract against a Grafeas REST server and prints which hold and which differ.
Writes only into new projects named conformance-….

  --server URL   base URL of the server, such as http://127.0.0.1:8080
  --version V    version of the API: v1beta1 (default) or v1
  --token T      bearer token to send; it needs all permissions on projects named conformance-*
  --only ID      one case, such as paging.stable, or one group, such as paging
  --list         print the cases instead of running them

Exit code: 0 if all cases hold, 1 if one differs, 2 if the server did not respond.`;

function versionOf(text: string): Version {
  if (text === 'v1beta1' || text === 'v1') return text;
  throw new Error(`--version is ${text}, expected v1beta1 or v1`);
}

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      server: { type: 'string' },
      version: { type: 'string', default: 'v1beta1' },
      token: { type: 'string' },
      only: { type: 'string' },
      list: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const version = versionOf(values.version);
  const cases = selectCases(casesOf(version), values.only);
  if (cases.length === 0) throw new Error(`no case has the id ${values.only}; --list prints them`);
  if (values.list) {
    for (const { id, title, why } of cases) console.log(`${id.padEnd(42)} ${title}: ${why}`);
    return 0;
  }
  if (values.server === undefined) throw new Error('--server URL is missing');
  const target = { server: new URL(values.server), token: values.token, version };
  const outcomes = await runCases(target, cases, (outcome) => console.log(formatOutcome(outcome)));
  console.log(`\n${formatCount(outcomes)}`);
  if (outcomes.every(({ seen }) => seen?.startsWith('no response') === true)) return 2;
  return outcomes.every(({ seen }) => seen === undefined) ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exitCode = 2;
  },
);
