import type { Command } from 'commander';
import { environment } from '../config/environment.js';
import { loadConfig } from '../config/load.js';
import { type Config, type SettingName, settings } from '../config/settings.js';

/** Settings of the server as flags of a command. */

const all = Object.keys(settings) as SettingName[];

/** Declares --config and a flag for each named setting; by default for all. */
export function addSettings(command: Command, names: readonly SettingName[] = all): void {
  command.option('--config <FILE>', 'configuration file (GRAFEAS_CONFIG)');
  for (const name of names) {
    const setting = settings[name];
    const { flag, env, help } = setting;
    const fallback =
      'fallback' in setting && !Array.isArray(setting.fallback) && setting.fallback !== false
        ? `, default ${String(setting.fallback)}`
        : '';
    const text = `${help} (${env}${fallback})`;
    if ('list' in setting)
      command.option(`${flag} <${setting.value}>`, text, (value: string, previous: string[] = []) => [
        ...previous,
        value,
      ]);
    else command.option('value' in setting ? `${flag} <${setting.value}>` : flag, text);
  }
}

/**
 * The configuration of a command that has flags of addSettings.
 *
 * @param unknown words left over on the command line; reported with all other problems.
 * @throws ConfigError
 */
export function configOf(
  options: Readonly<Record<string, unknown>>,
  unknown: readonly string[] = [],
): Config {
  const flags = Object.fromEntries(all.map((name) => [name, options[optionName(settings[name].flag)]]));
  const file = (options.config as string | undefined) ?? environment.GRAFEAS_CONFIG;
  return loadConfig({ flags, env: environment, file, unknown });
}

/** `--log-level` → `logLevel`, as commander names options. */
function optionName(flag: string): string {
  return flag.slice(2).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
