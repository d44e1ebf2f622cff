import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** The rules a Dockerfile linter checks, as far as they concern ours. */

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string): string => readFileSync(`${root}${file}`, 'utf8');

interface Instruction {
  readonly name: string;
  readonly text: string;
}

function parseDockerfile(text: string): Instruction[] {
  return text
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', ...rest] = line.trim().split(/\s+/);
      return { name, text: rest.join(' ') };
    });
}

const instructions = parseDockerfile(read('Dockerfile'));
const all = (name: string): string[] => instructions.filter((i) => i.name === name).map((i) => i.text);
const final = instructions.slice(instructions.findLastIndex((i) => i.name === 'FROM'));

describe('Dockerfile', () => {
  it('has known instructions only', () => {
    const known =
      /^(?:FROM|ARG|ENV|LABEL|WORKDIR|COPY|RUN|VOLUME|USER|EXPOSE|HEALTHCHECK|STOPSIGNAL|ENTRYPOINT|CMD)$/;
    expect(instructions.filter(({ name }) => !known.test(name))).toEqual([]);
  });

  it('pins every base image to the release of Node that a clone is tested with', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: { node: string } };
    const releases = all('FROM').map((base) => /^node:(\S+)-bookworm(?:-slim)?(?: AS \w+)?$/.exec(base)?.[1]);
    expect(releases).toEqual([devDependencies.node, devDependencies.node]);
  });

  it('installs from the lock file and leaves development packages behind', () => {
    const runs = all('RUN').join('\n');
    expect(runs).toContain('npm ci');
    expect(runs).toContain('npm prune --omit=dev');
    expect(runs).not.toMatch(/npm install|apt-get|curl|wget|sudo/);
  });

  it('runs as a numbered user that is not root', () => {
    const user = final.findLast(({ name }) => name === 'USER')?.text ?? '';
    expect(user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  });

  it('starts the server as process 1, without a shell, and checks its health', () => {
    for (const name of ['ENTRYPOINT', 'CMD']) {
      const text = final.find((instruction) => instruction.name === name)?.text ?? '';
      expect(Array.isArray(JSON.parse(text)), name).toBe(true);
    }
    const health = final.find(({ name }) => name === 'HEALTHCHECK')?.text ?? '';
    expect(health).toMatch(/^--interval=\d+s --timeout=\d+s --start-period=\d+s --retries=\d+ CMD \[/);
    expect(health).toContain('/readyz');
  });

  it('contains no secret', () => {
    expect([...all('ENV'), ...all('ARG')].join('\n')).not.toMatch(/password|secret|token|_key/i);
  });

  it('copies only existing files, and .dockerignore includes exactly these', () => {
    const stages = all('FROM').flatMap((base) => / AS (\w+)$/.exec(base)?.[1] ?? []);
    const copied = new Set<string>();
    for (const text of all('COPY')) {
      const stage = /--from=(\w+)/.exec(text)?.[1];
      const paths = text.split(' ').filter((part) => !part.startsWith('--'));
      if (stage !== undefined) expect(stages).toContain(stage);
      else for (const path of paths.slice(0, -1)) copied.add(path);
    }
    for (const path of copied) expect(existsSync(`${root}${path}`), path).toBe(true);
    const [first, ...allowed] = read('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(first).toBe('*');
    expect(allowed.map((line) => line.replace(/^!/, '')).sort()).toEqual([...copied].sort());
  });
});
