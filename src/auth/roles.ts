import { type Permission, permissions } from '../services/context.js';

const projectsRead = ['projects.get', 'projects.list'] as const;
const notesRead = ['notes.get', 'notes.list'] as const;
const occurrencesRead = ['occurrences.get', 'occurrences.list'] as const;
const occurrencesWrite = ['occurrences.create', 'occurrences.update', 'occurrences.delete'] as const;
const attestorsRead = ['attestors.get', 'attestors.list'] as const;
const attestorsWrite = ['attestors.create', 'attestors.update', 'attestors.delete'] as const;
const policiesRead = ['policy.get', 'platformPolicies.get', 'platformPolicies.list'] as const;
const policiesWrite = [
  'policy.update',
  'platformPolicies.create',
  'platformPolicies.replace',
  'platformPolicies.delete',
] as const;
const notesWrite = ['notes.create', 'notes.update', 'notes.delete'] as const;

interface RoleEntry {
  /** Purpose of the role; printed in docs/permissions.md. */
  readonly help: string;
  readonly permissions: readonly Permission[];
}

/** The roles of the hosted services, with their permissions in each (without their prefix). */
export const roles = {
  'notes.attacher': {
    help: 'Refer to a note from occurrences. A scanner needs this grant on the note of its provider.',
    permissions: ['notes.get', 'notes.attachOccurrence'],
  },
  'notes.viewer': { help: 'Read notes.', permissions: [...notesRead, ...projectsRead] },
  'notes.editor': {
    help: 'Write notes and refer to them. For a provider in its own project.',
    permissions: [...notesRead, ...notesWrite, 'notes.attachOccurrence', ...projectsRead],
  },
  'notes.occurrences.viewer': {
    help: 'List all occurrences of a note, in all projects. For a provider that monitors its findings.',
    permissions: ['notes.get', 'notes.listOccurrences'],
  },
  'occurrences.viewer': {
    help: 'Read occurrences. For a deploy gate or a dashboard.',
    permissions: [...occurrencesRead, ...projectsRead],
  },
  'occurrences.editor': {
    help: 'Write occurrences. Needs notes.attacher on the notes they refer to.',
    permissions: [...occurrencesRead, ...occurrencesWrite, ...projectsRead],
  },
  'occurrences.assessor': {
    help: 'Assess the findings of a project: VEX statements that the caller writes apply to them. Needs notes.editor where the statements are.',
    permissions: ['occurrences.assess', ...projectsRead],
  },
  'binaryauthorization.attestorsViewer': {
    help: 'Read attestors.',
    permissions: [...attestorsRead, ...projectsRead],
  },
  'binaryauthorization.attestorsVerifier': {
    help: 'Read attestors and verify attestations. For a deploy gate.',
    permissions: [...attestorsRead, 'attestors.verifyImageAttested', ...projectsRead],
  },
  'binaryauthorization.attestorsEditor': {
    help: 'Write attestors, which define whose signatures are accepted.',
    permissions: [...attestorsRead, ...attestorsWrite, 'attestors.verifyImageAttested', ...projectsRead],
  },
  'binaryauthorization.attestorsAdmin': {
    help: 'The same as the editor: grants are kept in the policy file.',
    permissions: [...attestorsRead, ...attestorsWrite, 'attestors.verifyImageAttested', ...projectsRead],
  },
  'binaryauthorization.policyViewer': {
    help: 'Read policies.',
    permissions: [...policiesRead, ...projectsRead],
  },
  'binaryauthorization.policyEvaluator': {
    help: 'Read policies and evaluate images by them: a deploy gate.',
    permissions: [...policiesRead, 'platformPolicies.evaluatePolicy', ...projectsRead],
  },
  'binaryauthorization.policyEditor': {
    help: 'Write policies. Needs to read the projects, notes and attestors that they name.',
    permissions: [...policiesRead, ...policiesWrite, 'platformPolicies.evaluatePolicy', ...projectsRead],
  },
  'binaryauthorization.policyAdmin': {
    help: 'The same as the editor: grants are kept in the policy file.',
    permissions: [...policiesRead, ...policiesWrite, 'platformPolicies.evaluatePolicy', ...projectsRead],
  },
  viewer: {
    help: 'Read everything.',
    permissions: [
      ...notesRead,
      'notes.listOccurrences',
      ...occurrencesRead,
      ...attestorsRead,
      ...policiesRead,
      ...projectsRead,
    ],
  },
  editor: {
    help: 'Read everything, and write notes and occurrences; without creating or deleting projects, and without saying whose signatures count or what may run.',
    permissions: [
      ...notesRead,
      ...notesWrite,
      'notes.attachOccurrence',
      'notes.listOccurrences',
      ...occurrencesRead,
      ...occurrencesWrite,
      ...attestorsRead,
      ...policiesRead,
      ...projectsRead,
    ],
  },
  admin: { help: 'Everything.', permissions },
} as const satisfies Record<string, RoleEntry>;

export type Role = keyof typeof roles;

export function isRole(name: string): name is Role {
  return Object.hasOwn(roles, name);
}

/** Permissions that are checked on a note and can be granted on one. All others are checked on a project. */
export const notePermissions: readonly Permission[] = [
  'notes.get',
  'notes.update',
  'notes.delete',
  'notes.attachOccurrence',
  'notes.listOccurrences',
];

/** One bit per permission, so that a check is one AND. */
export const permissionBits = Object.fromEntries(
  permissions.map((name, index) => [name, 1 << index]),
) as Readonly<Record<Permission, number>>;

/** All given permissions as one number. */
export function permissionMask(names: readonly Permission[]): number {
  return names.reduce((mask, name) => mask | permissionBits[name], 0);
}

export function isPermission(name: string): name is Permission {
  return Object.hasOwn(permissionBits, name);
}
