import { Argument, type Command, type Option } from 'commander';

const examples = `
Examples:
  grafeas completion bash > /etc/bash_completion.d/grafeas
  grafeas completion zsh > "\${fpath[1]}/_grafeas"
  grafeas completion fish > ~/.config/fish/completions/grafeas.fish`;

/** Shell completion of commands and flags, derived from the program. */
export function registerCompletion(program: Command): void {
  program
    .command('completion')
    .description('Print a completion script for a shell.')
    .addArgument(new Argument('<shell>', 'which shell').choices(['bash', 'zsh', 'fish']))
    .addHelpText('after', examples)
    .action((shell: string) => {
      process.stdout.write(
        scriptFor(
          shell,
          program.commands.flatMap((command) => pathsOf(command, '')),
        ),
      );
    });
}

/** What can follow a command, by its path such as `token create`. */
interface CommandWords {
  readonly path: string;
  readonly text: string;
  /** Sub-commands, choices of arguments, and flags. */
  readonly words: readonly string[];
  /** Flags with a fixed set of values. */
  readonly values: readonly { readonly flags: readonly string[]; readonly choices: readonly string[] }[];
}

function pathsOf(command: Command, before: string): CommandWords[] {
  const path = `${before}${command.name()}`;
  const options = command.options.filter((option: Option) => !option.hidden);
  const words = [
    ...command.commands.map((child) => child.name()),
    ...command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
    ...options.flatMap((option) => option.long ?? []),
    '--help',
  ];
  const values = options.flatMap(({ short, long, argChoices }) =>
    argChoices === undefined
      ? []
      : [{ flags: [short, long].flatMap((flag) => flag ?? []), choices: argChoices }],
  );
  const own = { path, text: command.description(), words, values };
  return [own, ...command.commands.flatMap((child) => pathsOf(child, `${path} `))];
}

function scriptFor(shell: string, commands: readonly CommandWords[]): string {
  switch (shell) {
    case 'bash':
      return bash(commands);
    case 'zsh':
      return `#compdef grafeas\nautoload -U +X bashcompinit && bashcompinit\n${bash(commands)}`;
    default:
      return fish(commands);
  }
}

const isTop = ({ path }: CommandWords): boolean => !path.includes(' ');

function bash(commands: readonly CommandWords[]): string {
  const nested = commands.filter((command) => !isTop(command)).map(({ path }) => `"${path}"`);
  const values = commands.flatMap(({ path, values: all }) =>
    all.map(
      ({ flags, choices }) =>
        `    ${flags.map((flag) => `"${path} ${flag}"`).join('|')}) words="${choices.join(' ')}" ;;`,
    ),
  );
  const words = commands.map(({ path, words: all }) => `    "${path}") words="${all.join(' ')}" ;;`);
  return `_grafeas() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} path=\${COMP_WORDS[1]} words=
  if [ "$COMP_CWORD" -gt 2 ]; then case "$path \${COMP_WORDS[2]}" in
    ${nested.join('|')}) path="$path \${COMP_WORDS[2]}" ;;
  esac; fi
  case "$path $previous" in
${values.join('\n')}
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then words="${commands
    .filter(isTop)
    .map(({ path }) => path)
    .join(' ')} --help --version"
  elif [ -z "$words" ]; then case "$path" in
${words.join('\n')}
  esac; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  [ \${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$current"))
}
complete -F _grafeas grafeas
`;
}

function fish(commands: readonly CommandWords[]): string {
  const quote = (text: string): string => `'${text.replace(/'/g, "\\'")}'`;
  return commands
    .filter(isTop)
    .flatMap(({ path: name, text, words }) => [
      `complete -c grafeas -n __fish_use_subcommand -a ${name} -d ${quote(text)}`,
      ...words.map((word) =>
        word.startsWith('--')
          ? `complete -c grafeas -n '__fish_seen_subcommand_from ${name}' -l ${word.slice(2)}`
          : `complete -c grafeas -n '__fish_seen_subcommand_from ${name}' -a ${word}`,
      ),
    ])
    .join('\n')
    .concat('\n');
}
