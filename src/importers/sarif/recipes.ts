import { type Cvss, type CvssVersion, parseCvss, severityOfScore } from '../common/cvss.js';
import type { Decorations } from '../common/decoration.js';
import { splitFixes } from '../common/fixes.js';
import { pointerTo, textIn, textsIn, type View, viewIn } from '../common/json-view.js';
import { purlTypeOf } from '../common/package-type.js';
import { type DescribedPackage, packageNameOf, parsePurl } from '../common/purl.js';

/** One result and its rule. */
export interface SarifRow {
  readonly result: View;
  readonly rule: View;
  readonly ruleId: string;
  readonly decorations: Decorations;
}

/** A row as a recipe reads it. */
export interface SarifFinding {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly package: DescribedPackage;
  readonly fixes: readonly string[];
  /** The tool's word for the severity, and its pointer. */
  readonly word: string | undefined;
  readonly wordAt: string;
  readonly cvss: readonly Cvss[];
  readonly srcName?: string | undefined;
}

/** How one tool writes its findings into SARIF, which has no members for packages and versions. */
export interface Recipe {
  /** As the name of the tool for our own notes. */
  readonly tool: string;
  /** Whether the tool may search only for other things, and then writes an empty list too. */
  readonly mayNotLook: boolean;
  /** The finding of a row; undefined if it is not understood, `other` if it is not a vulnerability. */
  read(row: SarifRow): SarifFinding | 'other' | undefined;
}

export function recipeFor(driver: string): Recipe | undefined {
  return recipes.find(({ names }) => names.test(driver.trim()))?.recipe;
}

/** `Key: value` and `Key   : value` lines; of a key the first. */
function linesOf(text: string | undefined): (key: string) => string | undefined {
  const lines = new Map<string, string>();
  for (const line of (text ?? '').split(/\r?\n/)) {
    const match = /^\s*([A-Za-z][A-Za-z ]*?)\s*:\s*(.*?)\s*$/.exec(line);
    const key = match?.[1]?.toLowerCase() ?? '';
    if (match !== null && !lines.has(key)) lines.set(key, match[2] ?? '');
  }
  return (key) => lines.get(key.toLowerCase()) || undefined;
}

function messageOf(view: View, member: string): string | undefined {
  const message = viewIn(view, member);
  return message === undefined ? undefined : textIn(message, 'text');
}

function cvssOf(rule: View, members: readonly (readonly [CvssVersion, string, string])[]): Cvss[] {
  const properties = viewIn(rule, 'properties');
  if (properties === undefined) return [];
  return members.flatMap(([version, vector, score]) => {
    const parsed = parseCvss(version, textIn(properties, vector), numeric(properties.value[score]));
    return parsed === undefined || !('version' in parsed) ? [] : parsed;
  });
}

/** Scores are numbers or, as GitHub wants it, texts. */
export function numeric(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

const trivy: Recipe = {
  tool: 'sarif-trivy',
  mayNotLook: true,
  read({ result, rule, ruleId }) {
    const name = textIn(rule, 'name') ?? '';
    if (/^(?:Misconfiguration|Secret|License)$/.test(name)) return 'other';
    const isOs = name === 'OsPackageVulnerability';
    if (!isOs && name !== 'LanguageSpecificPackageVulnerability') return undefined;
    const line = linesOf(messageOf(result, 'message'));
    const installed = line('Package');
    if (installed === undefined) return undefined;
    return {
      id: ruleId.replace(/^\[[A-Z]+\] /, ''),
      aliases: [],
      package: {
        name: installed,
        version: line('Installed Version'),
        purlType: isOs ? undefined : 'generic',
      },
      fixes: splitFixes(line('Fixed Version')),
      word: line('Severity'),
      wordAt: `${pointerTo(result, 'message')}/text`,
      cvss: cvssOf(rule, [
        [3, 'cvssv3_vector', 'cvssv3_baseScore'],
        [2, 'cvssv2_vector', 'cvssv2_score'],
        [4, 'cvssv40_vector', 'cvssv40_score'],
      ]),
    };
  },
};

const grype: Recipe = {
  tool: 'sarif-grype',
  mayNotLook: false,
  read({ result, rule }) {
    const help = messageOf(rule, 'help');
    const line = linesOf(help);
    const id = /^Vulnerability (\S+)/.exec(help ?? '')?.[1];
    const name = line('Package');
    if (id === undefined || name === undefined) return undefined;
    const message = messageOf(result, 'message') ?? '';
    // A rule is of a package in all its versions.
    const version = / version (\S+) was found /.exec(message)?.[1] ?? / at version (\S+) /.exec(message)?.[1];
    const purlType = purlTypeOf(line('Type') ?? 'generic');
    return {
      id,
      aliases: [],
      package: { name, version: version ?? line('Version'), purlType },
      fixes: splitFixes(line('Fix Version')),
      word: line('Severity'),
      wordAt: `${pointerTo(rule, 'help')}/text`,
      cvss: [],
    };
  },
};

const scout: Recipe = {
  tool: 'sarif-docker-scout',
  mayNotLook: false,
  read({ result, rule, ruleId }) {
    const line = linesOf(messageOf(result, 'message'));
    const properties = viewIn(rule, 'properties');
    const purls = properties === undefined ? [] : textsIn(properties, 'purls');
    const purl = parsePurl(line('Package') ?? (purls.length === 1 ? purls[0] : undefined));
    if (purl === undefined) return undefined;
    const own = properties === undefined ? undefined : textIn(properties, 'fixed_version');
    const fix = line('Fixed version') ?? own;
    return {
      id: ruleId,
      aliases: [],
      package: { name: packageNameOf(purl), version: purl.version, purlType: purl.type, purl },
      fixes: fix === undefined || /^not fixed$/i.test(fix) ? [] : splitFixes(fix),
      word:
        line('Severity') ?? (properties === undefined ? undefined : textIn(properties, 'cvssV3_severity')),
      wordAt: `${pointerTo(result, 'message')}/text`,
      cvss: cvssOf(rule, [[3, 'cvssV3_vector', 'cvssV3']]),
    };
  },
};

const snyk: Recipe = {
  tool: 'sarif-snyk',
  mayNotLook: false,
  read({ rule, ruleId, decorations }) {
    const match = /^(?:\(([^)]*)\) )?(\S+)@(\S+)$/.exec(messageOf(rule, 'fullDescription') ?? '');
    const [, cves = '', full = '', version] = match ?? [];
    if (match === null) return undefined;
    const properties = viewIn(rule, 'properties');
    const tags = properties === undefined ? [] : textsIn(properties, 'tags');
    const manager = tags.filter((tag) => tag !== 'security' && !/^CWE-/.test(tag)).at(-1);
    const isOs = manager === undefined || ['deb', 'apk', 'rpm', 'linux', 'docker'].includes(manager);
    // Of packages of a system it names the source too: `openssl/libssl3`.
    const slash = isOs ? full.lastIndexOf('/') : -1;
    const name = full.slice(slash + 1);
    const srcName = slash < 0 ? undefined : full.slice(0, slash);
    const help = decorations.view(rule, 'help');
    const text = help === undefined ? undefined : decorations.text(help, 'markdown');
    const word = /^(\w+) severity - /.exec(messageOf(rule, 'shortDescription') ?? '')?.[1];
    return {
      id: ruleId,
      aliases: cves
        .split(',')
        .map((cve) => cve.trim())
        .filter((cve) => cve !== ''),
      package: {
        name,
        version,
        purlType: isOs
          ? manager === 'linux' || manager === 'docker'
            ? undefined
            : manager
          : purlTypeOf(manager),
      },
      fixes: snykFix(text, [name, srcName, full]),
      word,
      wordAt: `${pointerTo(rule, 'shortDescription')}/text`,
      cvss: cvssOf(rule, [[3, 'cvssv3_vector', 'cvssv3_baseScore']]),
      srcName,
    };
  },
};

/** ``Upgrade `Debian:12` `openssl` to version 3.0.15-1 or higher.`` */
export function snykFix(text: string | undefined, names: readonly (string | undefined)[]): string[] {
  for (const [, name, version] of (text ?? '').matchAll(
    /^Upgrade (?:`[^`\n]+` )?`([^`\n]+)` to version ([^\n]+?) or higher/gm,
  ))
    if (names.includes(name)) return splitFixes(version);
  return [];
}

const recipes: readonly { names: RegExp; recipe: Recipe }[] = [
  { names: /^trivy$/i, recipe: trivy },
  { names: /^(?:grype|anchore container vulnerability report\b.*)$/i, recipe: grype },
  { names: /^docker scout$/i, recipe: scout },
  { names: /^snyk (?:container|open source)$/i, recipe: snyk },
];

/** The severity that GitHub reads; used if the tool has no word. */
export function severityFromScore(rule: View): ReturnType<typeof severityOfScore> | undefined {
  const properties = viewIn(rule, 'properties');
  const score = properties === undefined ? undefined : numeric(properties.value['security-severity']);
  return score === undefined || score <= 0 || score > 10 ? undefined : severityOfScore(3, score);
}
