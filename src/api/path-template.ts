/**
 * Path templates of google.api.http: literal segments, one variable that binds a request field to the segments of its
 * pattern (such as `projects` and any segment), and an optional verb after a colon.
 */
export interface PathTemplate {
  readonly segments: readonly Segment[];
  /** `batchCreate` for a path that ends with `:batchCreate`. */
  readonly verb: string | undefined;
  /** The request field the variable binds; undefined where the path has none. */
  readonly field: string | undefined;
}

type Segment =
  | { readonly literal: string; readonly bound: boolean }
  | { readonly literal: undefined; readonly bound: true };

/** Parses a template. @throws Error, as templates are part of the program. */
export function parsePathTemplate(template: string): PathTemplate {
  const match =
    /^\/(?<before>[^{}]*?)\/?(?:\{(?<field>[\w.]+)=(?<pattern>[^{}]+)\})?(?<after>(?:\/[^{}:]+)*)(?::(?<verb>\w+))?$/.exec(
      template,
    );
  if (match?.groups === undefined) throw new Error(`bad path template ${template}`);
  const { before = '', field, pattern = '', after = '', verb } = match.groups;
  const split = (text: string): string[] => text.split('/').filter((part) => part !== '');
  const segments: Segment[] = [
    ...split(before).map((literal) => ({ literal, bound: false })),
    ...split(pattern).map(
      (part): Segment =>
        part === '*' ? { literal: undefined, bound: true } : { literal: part, bound: true },
    ),
    ...split(after).map((literal) => ({ literal, bound: false })),
  ];
  return { segments, verb, field };
}

/** The value of the variable ('' if there is none); undefined if the path does not match. */
export function matchPath({ segments, verb }: PathTemplate, path: readonly string[]): string | undefined {
  if (segments.length !== path.length) return undefined;
  const last = segments.length - 1;
  let end = path[last] ?? '';
  if (verb !== undefined) {
    const colon = end.length - verb.length - 1;
    if (colon < 1 || end[colon] !== ':' || !end.endsWith(verb)) return undefined;
    end = end.slice(0, colon);
  }
  // Most templates do not match: what costs more comes last.
  for (let index = 0; index <= last; index += 1) {
    const literal = segments[index]?.literal;
    if (literal !== undefined && literal !== (index === last ? end : path[index])) return undefined;
  }
  let bound = '';
  for (let index = 0; index <= last; index += 1) {
    if (segments[index]?.bound !== true) continue;
    const part = index === last ? end : (path[index] ?? '');
    bound = bound === '' ? part : `${bound}/${part}`;
  }
  return bound;
}
