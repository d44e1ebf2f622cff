import { afterAll, beforeAll } from 'vitest';
import { createVersions, serviceDeps } from '../../../src/compose.js';
import { systemClock } from '../../../src/domain/clock.js';
import { parseNoteName } from '../../../src/domain/names.js';
import type { ContractVersion } from '../../../src/kinds/known-kinds.js';
import { createCarryOver } from '../../../src/services/carry-over.js';
import { type Access, openAccess } from '../../../src/services/context.js';
import type { Repository } from '../../../src/storage/repository.js';
import { bodiesIn } from '../../setup/versions.js';

// biome-ignore lint/suspicious/noExplicitAny: answers are compared as they come
type Json = Record<string, any>;

/** A caller who may do everything, and assess in these projects. */
export function assessorOf(...projects: readonly string[]): Access {
  return {
    ...openAccess,
    projectsWith: (permission) => (permission === 'occurrences.assess' ? projects : undefined),
    allows: (permission, { project }) => permission !== 'occurrences.assess' || projects.includes(project),
    require(permission, { project }) {
      if (permission === 'occurrences.assess' && !projects.includes(project))
        throw new Error(`denied ${permission} on ${project}`);
    },
  };
}

let clock = Date.parse('2026-06-01T00:00:00Z');

/** One server over a repository, asked in one version. Its clock never stands still, so that statements have different times. */
export async function serverOver(repository: Repository, version: ContractVersion) {
  const deps = await serviceDeps(repository, { ...systemClock(), now: () => ++clock });
  const versions = createVersions(deps);
  const carryOver = createCarryOver(deps);
  async function call(
    id: string,
    request: Json,
    access: Access = openAccess,
    of: string = version,
  ): Promise<Json> {
    const operation = versions.find(({ name }) => name === of)?.operations.find((one) => one.id === id);
    if (operation === undefined) throw new Error(`${of} has no ${id}`);
    return JSON.parse(await operation.handle(request, { access, requestId: 'r' })) as Json;
  }
  const settle = (name: string): Promise<void> => carryOver.finish(parseNoteName(name, 'name'));
  return {
    call,
    carryOver,
    settle,
    /** A note of the vulnerability, in a project of its provider. */
    async vulnerability(id: string, provider = 'scanner'): Promise<string> {
      const parent = `projects/${provider}`;
      return (await call('CreateNote', { parent, noteId: id, note: bodiesIn[version].note })).name;
    },
    /** A finding; its name. */
    async finding(noteName: string, uri: string, project = 'shop', more: Json = {}): Promise<string> {
      const { occurrence } = bodiesIn[version];
      const body = occurrence(
        noteName,
        version === 'v1' ? { resourceUri: uri } : { resource: { uri } },
      ) as Json;
      const vulnerability = { ...body.vulnerability, ...more };
      const request = { parent: `projects/${project}`, occurrence: { ...body, vulnerability } };
      return (await call('CreateOccurrence', request)).name;
    },
    /** A statement that has reached its findings. */
    async statement(
      id: string,
      cve: string,
      product: string,
      state: string,
      access?: Access,
    ): Promise<string> {
      const request = { parent: 'projects/vendor', noteId: id, note: statementOf(cve, product, state) };
      const { name } = await call('CreateNote', request, access);
      await settle(name);
      return name;
    },
    async update(name: string, cve: string, product: string, state: string, access?: Access): Promise<void> {
      await call('UpdateNote', { name, note: statementOf(cve, product, state) }, access);
    },
    remove: (name: string) => call('DeleteNote', { name }),
    /** State and note of what is said of a finding, in both versions, which say the same. */
    async vex(name: string): Promise<string | undefined> {
      const told = await Promise.all(
        ['v1beta1', 'v1'].map(async (of) => {
          const { vulnerability } = await call('GetOccurrence', { name }, openAccess, of);
          const { state, noteName } = vulnerability.vexAssessment ?? {};
          return state && `${state} by ${String(noteName).split('/').at(-1)}`;
        }),
      );
      if (told[0] !== told[1]) throw new Error(`the versions differ: ${told.join(' and ')}`);
      return told[0];
    },
  };
}

export function statementOf(vulnerabilityId: string, genericUri: string, state: string): Json {
  return {
    vulnerabilityAssessment: {
      title: `${vulnerabilityId} ${state}`,
      product: { name: 'app', genericUri },
      assessment: {
        vulnerabilityId,
        state,
        justification: { justificationType: 'COMPONENT_NOT_PRESENT', details: 'It is not there.' },
      },
    },
  };
}

/** Opens a store for the tests of a suite. The function it returns gives a server with a new vulnerability and a new image. */
export function freshCases(open: () => Promise<Repository>, version: ContractVersion) {
  let repository: Repository;
  let cases = 0;
  beforeAll(async () => {
    repository = await open();
  });
  afterAll(() => repository.close());
  return async () => {
    cases += 1;
    const number = cases;
    const server = await serverOver(repository, version);
    const cve = `CVE-2026-${number}000`;
    return {
      ...server,
      repository,
      cve,
      noteName: await server.vulnerability(cve),
      image: `ghcr.io/org/app${number}`,
      /** Id of the nth statement. */
      id: (n: number) => `s${number}-${n}`,
    };
  };
}
