import { describe, expect, it } from 'vitest';
import { ApiError } from '../../src/domain/errors.js';
import type { FieldCatalogue } from '../../src/domain/filter/catalogue.js';
import { filterLimits } from '../../src/domain/filter/filter-limits.js';
import { parseFilter } from '../../src/domain/filter/parse-filter.js';
import { noteCatalogue, occurrenceCatalogue, projectCatalogue } from '../../src/kinds/filter-catalogue.js';
import { probeRegistry } from './probe-kind.js';
import { show } from './show.js';

const occurrences = occurrenceCatalogue(probeRegistry);
const notes = noteCatalogue(probeRegistry);
const projects = projectCatalogue();

function checked(text: string, catalogue: FieldCatalogue = occurrences): string {
  const predicate = parseFilter(text, catalogue);
  return predicate === undefined ? 'no filter' : show(predicate);
}

function refused(text: string, catalogue: FieldCatalogue = occurrences): ApiError {
  try {
    parseFilter(text, catalogue);
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error(`accepted: ${text}`);
}

describe('predicates', () => {
  it.each([
    ['', 'no filter'],
    [' \t\n ', 'no filter'],
    // Kinds, by every name and by number.
    ['kind="PROBE"', 'kind = 900'],
    ['kind=PROBE', 'kind = 900'],
    ['kind="PROBE_DETAILS"', 'kind = 900'],
    ['kind=1', 'kind = 1'],
    ['kind:PROBE', 'kind = 900'],
    ['kind!=NOTE_KIND_UNSPECIFIED', 'kind != 0'],
    // Every spelling of the resource.
    ...['resourceUrl', 'resource_url', 'resourceUri', 'resource_uri', 'resource.uri'].map((name) => [
      `${name}="u"`,
      'resourceUri = "u"',
    ]),
    ['has_prefix(resource_url, "https://r/")', 'resourceUri starts with "https://r/"'],
    ['resourceUrl:"sha256"', 'resourceUri has "sha256"'],
    ['has_suffix(resource_url, "@sha256:1")', 'resourceUri ends with "@sha256:1"'],
    ['has_suffix(noteName, "/CVE-1")', '/noteName ends with "/CVE-1"'],
    ['has_suffix(probe.parts.label, "*")', '/probe/parts/*/label ends with "*"'],
    // What has a form that could be stored.
    ['probe.label="*"', '/probe/label = "*"'],
    ['probe.label="projects/x"', '/probe/label = "projects/x"'],
    ['noteId="it\'s"', 'noteId = "it\'s"'],
    ['noteId!=""', 'noteId != ""'],
    ['noteId>"a/b"', 'noteId > "a/b"'],
    ['noteProjectId="p/locations/l"', 'noteScope = "p/locations/l"'],
    ['noteProjectId="projects"', 'noteScope = "projects"'],
    ['has_prefix(noteProjectId, "projects/locations/l")', 'noteScope starts with "projects/locations/l"'],
    ['has_prefix(noteName, "proj")', '/noteName starts with "proj"'],
    ['resourceUrl="https://r/a%20b"', 'resourceUri = "https://r/a%20b"'],
    // Names are compared by their parts.
    ...['noteName', 'note_name'].map((name) => [
      `${name}="projects/p/notes/n"`,
      '(noteScope = "p" and noteId = "n")',
    ]),
    ['noteName!="projects/p/locations/l/notes/n"', 'not (noteScope = "p/locations/l" and noteId = "n")'],
    ['noteName:"CVE"', '/noteName has "CVE"'],
    ['name="projects/p/occurrences/o"', '(scope = "p" and id = "o")'],
    ['noteProjectId="p" AND note_project_id="p"', '(noteScope = "p" and noteScope = "p")'],
    ['noteId="n" note_id="n"', '(noteId = "n" and noteId = "n")'],
    // Times to the nanosecond.
    ['createTime>="1970-01-01T00:00:01.000000001Z"', 'createTime >= 1000000001'],
    ['create_time<"1970-01-01T01:00:00+01:00"', 'createTime < 0'],
    ['update_time:*', 'updateTime present'],
    // A date alone is its first instant.
    ['createTime>"1970-01-02"', 'createTime > 86400000000000'],
    ['createTime<=1970-01-02', 'createTime <= 86400000000000'],
    ['createTime>="1970-01-02T"', 'createTime >= 86400000000000'],
    // Paths, through messages, lists and maps; camel and snake.
    ['probe.small=0x10', '/probe/small = 16'],
    ['probe.large=9007199254740993', '/probe/large = 9007199254740993'],
    ['probe.score>-1.5', '/probe/score > -1.5'],
    ['probe.score<10', '/probe/score < 10'],
    ['probe.score<"Infinity"', '/probe/score < Infinity'],
    ['probe.flag=TRUE', '/probe/flag = true'],
    ['probe.flag!="false"', '/probe/flag != false'],
    ['probe.data="-_8"', '/probe/data = "+/8="'],
    ['probe.parts.tags:"x"', '/probe/parts/*/tags/* = "x"'],
    ['probe.parts.label:"x"', '/probe/parts/*/label has "x"'],
    ['probe.words="x"', '/probe/words/* = "x"'],
    ['probe.numbers:5', '/probe/numbers/* = 5'],
    ['probe.labels:env', '/probe/labels/[env] present'],
    ['probe.labels:"a b"', '/probe/labels/[a b] present'],
    ['probe.labels:*', '/probe/labels present'],
    ['probe.labels.env="prod"', '/probe/labels/[env] = "prod"'],
    ['probe.labels["a.b"]="x"', '/probe/labels/[a.b] = "x"'],
    ['probe.labels."a.b":*', '/probe/labels/[a.b] present'],
    ['probe.shelves.top.tags=x', '/probe/shelves/[top]/tags/* = "x"'],
    ['probe:*', '/probe present'],
    ['probe.parts:*', '/probe/parts/* present'],
    ['probe.chosen_text=""', '/probe/chosenText = ""'],
    ['probe.label:"*"', '/probe/label has "*"'],
    // Columns of one kind say nothing of other kinds.
    ['probe.level>=MIDDLE', '(kind = 900 and severity >= 5)'],
    ['probe.level!=TOP', 'not (kind = 900 and severity = 9)'],
    ['probe_level=9', '(kind = 900 and severity = 9)'],
    ['partLabel="x"', '/probe/part/label = "x"'],
    // Combinations lie flat, and values in parentheses are spread.
    ['kind=1 AND (kind=2 AND kind=3) kind=4', '(kind = 1 and kind = 2 and kind = 3 and kind = 4)'],
    ['kind=(1 OR 2)', '(kind = 1 or kind = 2)'],
    ['kind=(-1)', 'not kind = 1'],
    ['kind!=(1 2)', '(kind != 1 and kind != 2)'],
    ['-kind=1', 'not kind = 1'],
  ])('%s', (text, predicate) => {
    expect(checked(text)).toBe(predicate);
  });

  it.each([
    ['noteId="n"', 'id = "n"'],
    ['noteProjectId="p"', 'scope = "p"'],
    ['name="projects/p/notes/n"', '(scope = "p" and id = "n")'],
    ['note_name="projects/p/notes/n"', '(scope = "p" and id = "n")'],
    ['shortDescription:"x"', '/shortDescription has "x"'],
    ['related_note_names:"x"', '/relatedNoteNames/* = "x"'],
    ['probeNote.level=LOW', '/probeNote/level = 1'],
    ['expirationTime<"1970-01-01T00:00:00Z"', '/expirationTime < 0'],
  ])('of notes: %s', (text, predicate) => {
    expect(checked(text, notes)).toBe(predicate);
  });

  it.each([
    ['name="projects/p"', 'id = "p"'],
    ['name!="projects/p"', 'not id = "p"'],
    ['projectId="p" OR project_id="q" OR id="r"', '(id = "p" or id = "q" or id = "r")'],
    ['has_prefix(name, "projects/team-")', 'id starts with "team-"'],
    ['has_prefix(name, "proj")', 'always'],
    ['has_suffix(name, "-team")', 'id ends with "-team"'],
    ['has_suffix(name, "ts/foo")', 'id ends with "foo"'],
    ['has_suffix(name, "x/foo")', 'never'],
    ['has_suffix(name, "")', 'id ends with ""'],
    ['id:"team"', 'id has "team"'],
  ])('of projects: %s', (text, predicate) => {
    expect(checked(text, projects)).toBe(predicate);
  });
});

describe('refused filters', () => {
  it.each([
    // Fields.
    ['resorceUrl="x"', 1, 'unknown field "resorceUrl"; did you mean resourceUrl?'],
    ['kind=1 AND probe.smal=1', 18, 'unknown field "smal" of probe; did you mean small?'],
    ['probe.parts.labl=1', 13, 'unknown field "labl" of probe.parts; did you mean label?'],
    ['effectiveSeverity=HIGH', 1, 'did you mean vulnerability.effectiveSeverity?'],
    ['zzzzzzz=1', 1, 'unknown field "zzzzzzz"'],
    ['probe.small.x=1', 13, 'probe.small has no fields'],
    ['probe.parts[0].label=a', 12, 'probe.parts is a list: any element matches, leave the index out'],
    ['probe["small"]=1', 6, 'only maps take a key in brackets'],
    ['"kind"=1', 1, 'expected the name of a field, found a string'],
    ['1=kind', 1, 'expected the name of a field, found a number'],
    // Bare words.
    ['VULNERABILITY', 1, 'expected a comparison such as field="value": "VULNERABILITY" has no operator'],
    ['kind=1 "openssl"', 8, 'has no operator'],
    ['kind=1 5', 8, 'has no operator'],
    ['kind=1 && kind=2', 8, 'expected a comparison, found "&&"; write AND'],
    ['kind=1 || kind=2', 8, 'write OR'],
    ['kind=1 and kind=2', 8, 'write AND'],
    // Values.
    ['kind="PROB"', 6, 'for kind, found "PROB"; did you mean PROBE?'],
    ['kind="probe"', 6, 'did you mean PROBE?'],
    ['kind=1.5', 6, 'expected a number or one of'],
    ['probe.small="5"', 13, 'expected an integer for probe.small, found "5"'],
    ['probe.small=1.5', 13, 'expected an integer for probe.small, found 1.5'],
    ['probe.large=many', 13, 'expected an integer'],
    ['probe.score="NaN"', 13, 'expected a number or "Infinity"'],
    ['probe.flag=1', 12, 'expected true or false'],
    ['probe.flag=yes', 12, 'expected true or false'],
    ['probe.label=5', 13, 'expected text in double quotes for probe.label, found 5'],
    ['probe.data="?"', 12, 'expected base64 text'],
    [
      'createTime>"2024-5-1"',
      12,
      'expected a time such as "2024-05-01T12:00:00Z" or a date for createTime, found "2024-5-1"',
    ],
    ['createTime>1', 12, 'expected a time'],
    ['createTime>"2024-02-30"', 12, 'expected a time'],
    ...['=', '!=', ':'].map((operator) => [
      `createTime${operator}"2024-05-01"`,
      11 + operator.length,
      'is its first instant only: write createTime>= and createTime<',
    ]),
    // Texts that nothing can have by their form.
    ["noteId='CVE-1'", 8, `text goes into double quotes: write "CVE-1", not "'CVE-1'"`],
    ["resourceUrl='https://r/a'", 13, 'text goes into double quotes: write "https"'],
    ["kind='PROBE'", 6, 'write "PROBE"'],
    ['noteId=“CVE-1”', 8, 'write "CVE-1"'],
    ["noteId=('a' OR 'b')", 9, 'write "a"'],
    ["probe.labels:'env'", 14, 'write "env"'],
    ["has_prefix(noteId, 'a')", 20, 'write "a"'],
    [`noteId="'CVE-1'"`, 8, 'is compared with the quotes within it: write noteId="CVE-1"'],
    ['noteProjectId="projects/x"', 15, 'noteProjectId takes no projects/ prefix: write noteProjectId="x"'],
    ['noteProjectId!="projects/x"', 16, 'write noteProjectId!="x"'],
    ['noteProjectId:"projects/x"', 15, 'write noteProjectId:"x"'],
    ['has_prefix(noteProjectId, "projects/x")', 27, 'write has_prefix(noteProjectId, "x")'],
    ['noteProjectId="x/notes/y"', 15, 'expected PROJECT or PROJECT/locations/LOCATION'],
    [
      'noteId="projects/x/notes/y"',
      8,
      'noteId is the last part of a name and holds no slash: write noteId="y"',
    ],
    ['note_id:"notes/y"', 9, 'write noteId:"y"'],
    ['has_suffix(noteId, "/y")', 20, 'write has_suffix(noteId, "y")'],
    ['noteId=""', 8, 'noteId is never empty'],
    ['resourceUrl=(a OR "")', 19, 'resourceUrl is never empty'],
    ['resourceUrl="https://r/*"', 13, '* is not a wildcard: write has_prefix(resourceUrl, "https://r/")'],
    ['resource.uri="*@sha256:1"', 14, 'write has_suffix(resourceUrl, "@sha256:1")'],
    ['noteId:"CVE-*"', 8, 'write has_prefix(noteId, "CVE-")'],
    ['noteId="*"', 8, 'write noteId:*'],
    ['has_prefix(resourceUrl, "https://r/*")', 25, 'write has_prefix(resourceUrl, "https://r/")'],
    ['has_suffix(resourceUrl, "*:latest")', 25, 'write has_suffix(resourceUrl, ":latest")'],
    ['noteName:"notes/CVE-*"', 10, '* is not a wildcard'],
    ['has_prefix(noteName, "CVE-")', 22, 'noteName begins with projects/'],
    ['has_prefix(name, "https://r")', 18, 'name begins with projects/'],
    ['has_suffix(noteName, "notes/")', 22, 'noteName ends with an id'],
    ['probe.label=a.b', 13, 'text that holds a dot or a bracket must be quoted'],
    ['probe.label=f()', 13, 'expected text in double quotes, found a function'],
    ['kind=(kind=1)', 11, 'parentheses after an operator hold values only'],
    ['noteName="n"', 10, 'expected a name of the form projects/PROJECT/notes/NOTE'],
    ['name="projects/p"', 6, 'expected a name of the form projects/PROJECT/occurrences/OCCURRENCE'],
    // Operators.
    ['probe.flag<true', 11, 'probe.flag does not support <: expected = != : :*'],
    ['probe.data>"YQ=="', 11, 'does not support >'],
    ['probe="x"', 6, 'probe is a message: expected :* or the name of a field of it'],
    ['probe.parts:"x"', 12, 'probe.parts is a message'],
    ['probe.labels="x"', 13, 'probe.labels is a map: expected :KEY, or a key of it as in probe.labels.KEY'],
    ['probe.labels:5', 14, 'expected a key of the map probe.labels, as text'],
    // Functions.
    ['starts_with(kind, "x")', 1, 'unknown function "starts_with"; there are has_prefix(field, "text")'],
    ['has_suffix(resourceUrl)', 1, 'expected two arguments: has_suffix(field, "text")'],
    ['has_suffix(kind, "x")', 12, 'expected a text field; kind has another type'],
    ['resourceUrl.startsWith("x")', 1, 'unknown function'],
    ['has_prefix(resourceUrl)', 1, 'expected two arguments'],
    ['has_prefix(resourceUrl, "a", "b")', 1, 'expected two arguments'],
    ['has_prefix(kind, "x")', 12, 'expected a text field; kind has another type'],
    ['has_prefix(resourceUrl, 5)', 25, 'expected text in double quotes'],
    ['has_prefix("x", "x")', 12, 'expected the name of a field, found a string'],
    ['has_prefix(resourceUrl, "x") = true', 30, 'a function is a condition by itself'],
  ] as [string, number, string][])('%s at %i', (text, position, problem) => {
    const error = refused(text);
    expect(error.message).toContain(problem);
    expect(error.message.startsWith(`filter: position ${position}: `), error.message).toBe(true);
    expect(error.reason).toBe('INVALID_FILTER');
    expect(error.httpStatus).toBe(400);
    expect(error.violations).toEqual([
      { field: 'filter', description: error.message.slice('filter: '.length) },
    ]);
  });

  it.each([
    ['kind=1', 'unknown field "kind"'],
    ['name>"projects/p"', 'name does not support >: expected = != has_prefix has_suffix'],
    ['has_prefix(name, "x")', 'name begins with projects/'],
    ['projectId="projects/p"', 'write projectId="p"'],
    ['id="*"', '* is not a wildcard'],
    ['name="p"', 'expected a name of the form projects/PROJECT'],
    ['projctId="p"', 'did you mean projectId?'],
  ])('of projects: %s', (text, problem) => {
    expect(refused(text, projects).message).toContain(problem);
  });

  it('knows no occurrence fields on notes', () => {
    expect(refused('resourceUrl="x"', notes).message).toContain('unknown field "resourceUrl"');
  });
});

describe('the cost of a filter', () => {
  const list = (field: string, count: number): string =>
    Array.from({ length: count }, (_, index) => `${field}="x${index}"`).join(' OR ');

  it('limits comparisons that read documents, not those of columns', () => {
    expect(checked(list('resourceUrl', 150))).toContain('x149');
    expect(checked(list('remediation', filterLimits.documentTerms))).toContain('x49');
    expect(refused(list('remediation', filterLimits.documentTerms + 1)).message).toBe(
      'filter: position 1: 51 comparisons of fields without a column, the limit is 50',
    );
    const nested = `NOT (remediation="a") AND (${list('remediation', 25)}) AND (${list('remediation', 25)})`;
    expect(refused(nested).message).toContain('51 comparisons');
  });
});
