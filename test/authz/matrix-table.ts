/**
 * Who may do what, written by hand and independently of the tables of src/auth: one line for each RPC and
 * place, one column for each set of grants, one character for each role: `+` gets the code in the third
 * column, `.` is PERMISSION_DENIED.
 *
 * Places: own, other and gone are projects (gone was never created); `own/n` is the note n of own, own/none
 * one that is missing; `own<other/n` is an occurrence in own of the note n of other; `>own/m` moves it to
 * another note, which asks for both notes and then is refused, as noteName cannot change;
 * `own<own/n+other/n` is a batch for two notes.
 *
 * `-:own` reads `projects/-`, which always answers: what it returns of own counts.
 *
 * ListProjects always answers; a project that is not in the list counts as denied.
 */
export const roleColumns = [
  'notes.attacher',
  'notes.viewer',
  'notes.editor',
  'notes.occurrences.viewer',
  'occurrences.viewer',
  'occurrences.editor',
  'viewer',
  'editor',
  'admin',
  undefined,
] as const;

type Column = (typeof roleColumns)[number];

/** The grants of each set, for a role; without a role only what the set adds. */
export const grantSets = {
  own: (role: Column) => on(role, 'projects/own', 'projects/gone'),
  everywhere: (role: Column) => on(role, '*'),
  note: (role: Column) => on(role, 'projects/own/notes/n'),
  attach: (role: Column) => [
    ...on(role, 'projects/own', 'projects/gone'),
    'notes.attacher@projects/other/notes/n',
  ],
} as const;

export type GrantSet = keyof typeof grantSets;

function on(role: Column, ...resources: string[]): string[] {
  return role === undefined ? [] : resources.map((resource) => `${role}@${resource}`);
}

const lines = `
RPC                     place                code            own        everywhere note       attach
CreateProject           own                  ALREADY_EXISTS  ........+. ........+. .......... ........+.
CreateProject           gone                 OK              ........+. ........+. .......... ........+.
CreateProject           other                ALREADY_EXISTS  .......... ........+. .......... ..........
GetProject              own                  OK              .++.+++++. .++.+++++. .......... .++.+++++.
GetProject              gone                 NOT_FOUND       .++.+++++. .++.+++++. .......... .++.+++++.
GetProject              other                OK              .......... .++.+++++. .......... ..........
ListProjects            own                  OK              .++.+++++. .++.+++++. .......... .++.+++++.
ListProjects            other                OK              .......... .++.+++++. .......... ..........
DeleteProject           own                  OK              ........+. ........+. .......... ........+.
DeleteProject           gone                 NOT_FOUND       ........+. ........+. .......... ........+.
DeleteProject           other                OK              .......... ........+. .......... ..........
CreateNote              own/new              OK              ..+....++. ..+....++. .......... ..+....++.
CreateNote              own/n                ALREADY_EXISTS  ..+....++. ..+....++. .......... ..+....++.
CreateNote              other/new            OK              .......... ..+....++. .......... ..........
CreateNote              other/n              ALREADY_EXISTS  .......... ..+....++. .......... ..........
BatchCreateNotes        own/new              OK              ..+....++. ..+....++. .......... ..+....++.
BatchCreateNotes        other/new            OK              .......... ..+....++. .......... ..........
ListNotes               own                  OK              .++...+++. .++...+++. .......... .++...+++.
ListNotes               gone                 OK              .++...+++. .++...+++. .......... .++...+++.
ListNotes               other                OK              .......... .++...+++. .......... ..........
ListNotes               -:own                OK              .++...+++. .++...+++. .......... .++...+++.
ListNotes               -:other              OK              .......... .++...+++. .......... ..........
GetNote                 own/n                OK              ++++..+++. ++++..+++. ++++..+++. ++++..+++.
GetNote                 own/none             NOT_FOUND       ++++..+++. ++++..+++. .......... ++++..+++.
GetNote                 other/n              OK              .......... ++++..+++. .......... ++++++++++
GetNote                 other/m              OK              .......... ++++..+++. .......... ..........
GetNote                 other/none           NOT_FOUND       .......... ++++..+++. .......... ..........
GetNoteAssessment                 own/n                OK              ++++..+++. ++++..+++. ++++..+++. ++++..+++.
GetNoteAssessment                 own/none             NOT_FOUND       ++++..+++. ++++..+++. .......... ++++..+++.
GetNoteAssessment                 other/n              OK              .......... ++++..+++. .......... ++++++++++
GetNoteAssessment                 other/m              OK              .......... ++++..+++. .......... ..........
GetNoteAssessment                 other/none           NOT_FOUND       .......... ++++..+++. .......... ..........
UpdateNote              own/n                OK              ..+....++. ..+....++. ..+....++. ..+....++.
UpdateNote              own/none             NOT_FOUND       ..+....++. ..+....++. .......... ..+....++.
UpdateNote              other/n              OK              .......... ..+....++. .......... ..........
UpdateNote              other/none           NOT_FOUND       .......... ..+....++. .......... ..........
DeleteNote              own/n                OK              ..+....++. ..+....++. ..+....++. ..+....++.
DeleteNote              own/none             NOT_FOUND       ..+....++. ..+....++. .......... ..+....++.
DeleteNote              other/n              OK              .......... ..+....++. .......... ..........
DeleteNote              other/none           NOT_FOUND       .......... ..+....++. .......... ..........
ListNoteOccurrences     own/n                OK              ...+..+++. ...+..+++. ...+..+++. ...+..+++.
ListNoteOccurrences     own/none             NOT_FOUND       ...+..+++. ...+..+++. .......... ...+..+++.
ListNoteOccurrences     other/n              OK              .......... ...+..+++. .......... ..........
ListNoteOccurrences     other/none           NOT_FOUND       .......... ...+..+++. .......... ..........
CreateOccurrence        own<own/n            OK              .......++. .......++. .......... .......++.
CreateOccurrence        own<own/none         NOT_FOUND       .......++. .......++. .......... .......++.
CreateOccurrence        own<other/n          OK              .......... .......++. .......... .....+.++.
CreateOccurrence        own<other/m          OK              .......... .......++. .......... ..........
CreateOccurrence        own<other/none       NOT_FOUND       .......... .......++. .......... ..........
CreateOccurrence        other<own/n          OK              .......... .......++. .......... ..........
CreateOccurrence        other<other/n        OK              .......... .......++. .......... ..........
BatchCreateOccurrences  own<own/n            OK              .......++. .......++. .......... .......++.
BatchCreateOccurrences  own<other/n          OK              .......... .......++. .......... .....+.++.
BatchCreateOccurrences  own<own/n+other/n    OK              .......... .......++. .......... .......++.
BatchCreateOccurrences  own<own/n+other/m    OK              .......... .......++. .......... ..........
BatchCreateOccurrences  other<own/n          OK              .......... .......++. .......... ..........
BatchCreateOccurrences  own<own/n+own/none   INVALID_ARGUMENT .......++. .......++. .......... .......++.
ListOccurrences         own                  OK              ....+++++. ....+++++. .......... ....+++++.
ListOccurrences         gone                 OK              ....+++++. ....+++++. .......... ....+++++.
ListOccurrences         other                OK              .......... ....+++++. .......... ..........
GetVulnerabilityHistory own                  OK              ....+++++. ....+++++. .......... ....+++++.
GetVulnerabilityHistory other                OK              .......... ....+++++. .......... ..........
GetVulnerabilityHistory gone                 OK              ....+++++. ....+++++. .......... ....+++++.
ListVulnerabilityTotals own                  OK              ....+++++. ....+++++. .......... ....+++++.
ListVulnerabilityTotals other                OK              .......... ....+++++. .......... ..........
ListVulnerabilityTotals gone                 OK              ....+++++. ....+++++. .......... ....+++++.
ListVulnerabilityTotals -:own                OK              ....+++++. ....+++++. .......... ....+++++.
ListVulnerabilityTotals -:other              OK              .......... ....+++++. .......... ..........
GetVulnerabilityOccurrencesSummary own       OK              ....+++++. ....+++++. .......... ....+++++.
GetVulnerabilityOccurrencesSummary other     OK              .......... ....+++++. .......... ..........
ListOccurrences         -:own                OK              ....+++++. ....+++++. .......... ....+++++.
ListOccurrences         -:other              OK              .......... ....+++++. .......... ..........
GetVulnerabilityOccurrencesSummary -:own     OK              ....+++++. ....+++++. .......... ....+++++.
GetVulnerabilityOccurrencesSummary -:other   OK              .......... ....+++++. .......... ..........
GetAssessedSummary own       OK              ....+++++. ....+++++. .......... ....+++++.
GetAssessedSummary other     OK              .......... ....+++++. .......... ..........
GetAssessedSummary -:own     OK              ....+++++. ....+++++. .......... ....+++++.
GetAssessedSummary -:other   OK              .......... ....+++++. .......... ..........
GetOccurrence           own<own/n            OK              ....+++++. ....+++++. .......... ....+++++.
GetOccurrence           own<other/n          OK              ....+++++. ....+++++. .......... ....+++++.
GetOccurrence           own<none             NOT_FOUND       ....+++++. ....+++++. .......... ....+++++.
GetOccurrence           other<own/n          OK              .......... ....+++++. .......... ..........
GetOccurrence           other<none           NOT_FOUND       .......... ....+++++. .......... ..........
GetOccurrenceNote       own<own/n            OK              ....+++++. ....+++++. .......... ....+++++.
GetOccurrenceNote       own<other/n          OK              ....+++++. ....+++++. .......... ....+++++.
GetOccurrenceNote       own<none             NOT_FOUND       ....+++++. ....+++++. .......... ....+++++.
GetOccurrenceNote       other<own/n          OK              .......... ....+++++. .......... ..........
GetOccurrenceNote       other<none           NOT_FOUND       .......... ....+++++. .......... ..........
GetOccurrenceVerification own<own/n            OK              ....+++++. ....+++++. .......... ....+++++.
GetOccurrenceVerification own<other/n          OK              ....+++++. ....+++++. .......... ....+++++.
GetOccurrenceVerification own<none             NOT_FOUND       ....+++++. ....+++++. .......... ....+++++.
GetOccurrenceVerification other<own/n          OK              .......... ....+++++. .......... ..........
GetOccurrenceVerification other<none           NOT_FOUND       .......... ....+++++. .......... ..........
UpdateOccurrence        own<own/n            OK              .......++. .......++. .......... .......++.
UpdateOccurrence        own<other/n          OK              .......... .......++. .......... .....+.++.
UpdateOccurrence        own<none             NOT_FOUND       .....+.++. .....+.++. .......... .....+.++.
UpdateOccurrence        own<own/n>own/m      INVALID_ARGUMENT .......++. .......++. .......... .......++.
UpdateOccurrence        own<own/n>other/n    INVALID_ARGUMENT .......... .......++. .......... .......++.
UpdateOccurrence        own<own/n>other/m    INVALID_ARGUMENT .......... .......++. .......... ..........
UpdateOccurrence        own<other/n>own/n    INVALID_ARGUMENT .......... .......++. .......... .......++.
UpdateOccurrence        other<own/n          OK              .......... .......++. .......... ..........
UpdateOccurrence        other<none           NOT_FOUND       .......... .....+.++. .......... ..........
DeleteOccurrence        own<own/n            OK              .......++. .......++. .......... .......++.
DeleteOccurrence        own<other/n          OK              .......... .......++. .......... .....+.++.
DeleteOccurrence        own<none             NOT_FOUND       .....+.++. .....+.++. .......... .....+.++.
DeleteOccurrence        other<own/n          OK              .......... .......++. .......... ..........
DeleteOccurrence        other<none           NOT_FOUND       .......... .....+.++. .......... ..........
`;

export interface MatrixRow {
  readonly operation: string;
  readonly place: string;
  /** The google.rpc code where the caller may. */
  readonly code: string;
  readonly marks: Readonly<Record<GrantSet, string>>;
}

export const matrixRows: readonly MatrixRow[] = lines
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [operation = '', place = '', code = '', own = '', everywhere = '', note = '', attach = ''] =
      line.split(/ +/);
    return { operation, place, code, marks: { own, everywhere, note, attach } };
  });

/** The rows of these operations. A version of the API may lack an RPC of another one. */
export function rowsOf(operations: readonly { readonly id: string }[]): readonly MatrixRow[] {
  const ids = new Set(operations.map(({ id }) => id));
  return matrixRows.filter(({ operation }) => ids.has(operation));
}

export interface MatrixCell {
  readonly row: MatrixRow;
  readonly role: Column;
  readonly grants: readonly string[];
  readonly allowed: boolean;
  /** For messages: `CreateNote other/n as notes.editor of own`. */
  readonly label: string;
}

export function matrixCells(rows: readonly MatrixRow[]): MatrixCell[] {
  return rows.flatMap((row) =>
    (Object.keys(grantSets) as GrantSet[]).flatMap((set) =>
      roleColumns.map((role, index) => ({
        row,
        role,
        grants: grantSets[set](role),
        allowed: row.marks[set][index] === '+',
        label: `${row.operation} ${row.place} as ${role ?? 'nobody'} of ${set}`,
      })),
    ),
  );
}
