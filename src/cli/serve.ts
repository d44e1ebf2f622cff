import type { Command } from 'commander';
import { addSettings, configOf } from './settings.js';

const examples = `
Examples:
  grafeas serve                                          on 127.0.0.1:8080, over ./data/grafeas.db
  grafeas serve --listen 127.0.0.1:0 --store memory:     any free port, nothing kept
  grafeas serve --store postgres://app@db/grafeas        many replicas over one database
  grafeas serve --config /etc/grafeas/grafeas.yaml       as \`grafeas init\` writes it

Each setting is a flag, an environment variable or a key of the configuration file; the first of these wins.`;

export function registerServe(program: Command): void {
  const command = program
    .command('serve')
    .description('Serve the API over REST and gRPC.')
    .addHelpText('after', examples);
  addSettings(command);
  // Unknown flags are reported together with the problems of known ones.
  command.allowUnknownOption().allowExcessArguments();
  command.action(async (options: Record<string, unknown>) => {
    await serve(options, unknownWords(command.args));
  });
}

/** Unknown flags. The word after one is its value and not reported separately. */
function unknownWords(words: readonly string[]): readonly string[] {
  const flags = words.filter((word) => word.startsWith('-'));
  return flags.length > 0 ? flags : words;
}

async function serve(options: Readonly<Record<string, unknown>>, unknown: readonly string[]): Promise<void> {
  const config = configOf(options, unknown);
  // Loaded here: the other commands, which do not need the server, start in half the time.
  const [{ openLog }, { openServer }] = await Promise.all([import('../logging.js'), import('../compose.js')]);
  const { log, dropped, flush } = openLog(config.logLevel);
  process.on('exit', flush);
  const server = await openServer(config, log, dropped);
  log.info(
    {
      address: server.address,
      admin: server.adminAddress,
      store: config.store,
      access: config.access,
    },
    'listening',
  );
  process.on('SIGHUP', () => server.reload());
  const signal = await nextSignal();
  // A second signal stops without waiting.
  void nextSignal().then(() => process.exit(1));
  log.info({ signal }, 'draining');
  if (signal === 'SIGTERM') await server.drain();
  await server.close();
  log.info('stopped');
}

function nextSignal(): Promise<'SIGTERM' | 'SIGINT'> {
  return new Promise((resolve) => {
    const stop = (signal: NodeJS.Signals): void => {
      process.off('SIGTERM', stop);
      process.off('SIGINT', stop);
      resolve(signal as 'SIGTERM' | 'SIGINT');
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  });
}
