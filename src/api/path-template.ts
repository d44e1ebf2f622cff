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
export function matchPath(template: PathTemplate, path: readonly string[]): string | undefined {
  const { segments, verb } = template;
  if (segments.length !== path.length) return undefined;
  let bound = '';
  for (let index = 0; index < segments.length; index += 1) {
    const segment = segments[index];
    let part = path[index] ?? '';
    if (verb !== undefined && index === segments.length - 1) {
      const suffix = `:${verb}`;
      if (!part.endsWith(suffix) || part === suffix) return undefined;
      part = part.slice(0, -suffix.length);
    }
    if (segment === undefined || (segment.literal !== undefined && segment.literal !== part))
      return undefined;
    if (segment.bound) bound = bound === '' ? part : `${bound}/${part}`;
  }
  return bound;
}
