import { ApiError } from '../domain/errors.js';
import { aiSkillAnalysisConversion } from './ai-skill-analysis/convert.js';
import { attestationConversion } from './attestation/convert.js';
import { buildConversion } from './build/convert.js';
import { v1Frame } from './common/v1/frame.js';
import { type Conversion, conversion, convertPath, type KindConversion } from './conversion.js';
import { deploymentConversion } from './deployment/convert.js';
import { discoveryConversion } from './discovery/convert.js';
import type { FormConversion } from './form-conversion.js';
import { imageConversion } from './image/convert.js';
import { kinds, v1Kinds } from './index.js';
import type { Kind, Member } from './kind.js';
import type { ContractVersion } from './known-kinds.js';
import { addLeftovers, findLeftovers, keepLeftovers, type Leftovers } from './leftovers.js';
import { type DetailsInText, occurrenceTextToV1 } from './occurrence-text.js';
import { packageKindConversion } from './package/convert.js';
import { buildRegistry, type Registry } from './registry.js';
import { sbomReferenceConversion } from './sbom-reference/convert.js';
import { secretConversion } from './secret/convert.js';
import type { Forms } from './stored-text.js';
import { vulnerabilityConversion } from './vulnerability/convert.js';
import { vulnerabilityAssessmentConversion } from './vulnerability-assessment/convert.js';

/** The kinds of both versions, by name, since their numbers differ. */
const conversions: Readonly<Record<string, KindConversion>> = {
  VULNERABILITY: vulnerabilityConversion,
  BUILD: buildConversion,
  IMAGE: imageConversion,
  PACKAGE: packageKindConversion,
  DEPLOYMENT: deploymentConversion,
  DISCOVERY: discoveryConversion,
  ATTESTATION: attestationConversion,
  VULNERABILITY_ASSESSMENT: vulnerabilityAssessmentConversion,
  SBOM_REFERENCE: sbomReferenceConversion,
  SECRET: secretConversion,
  AI_SKILL_ANALYSIS: aiSkillAnalysisConversion,
};

export type Json = Readonly<Record<string, unknown>>;

/** Which of the two a document is. */
export type Side = 'note' | 'occurrence';

type OfSides = Readonly<Record<Side, Conversion | undefined>>;

const registries: Readonly<Record<ContractVersion, Registry>> = {
  v1beta1: buildRegistry(kinds),
  v1: buildRegistry(v1Kinds, v1Frame),
};

/** The conversions of each kind. A kind of one version has only the conversion of the common members. */
const documents: ReadonlyMap<string, OfSides> = new Map(
  [...kinds, ...v1Kinds].map(({ name }) => [name, ofDocuments(name)]),
);

/** Conversions of whole notes and occurrences of a kind. It builds registries with only that kind's members. */
function ofDocuments(name: string): OfSides {
  const before = kinds.find((kind) => kind.name === name);
  const after = v1Kinds.find((kind) => kind.name === name);
  const v1beta1 = buildRegistry(before === undefined ? [] : [before]);
  const v1 = buildRegistry(after === undefined ? [] : [after], v1Frame);
  const { note, occurrence } = conversions[name] ?? {};
  const moved = (one?: Member<unknown>, other?: Member<unknown>): Readonly<Record<string, string>> =>
    one === undefined || other === undefined ? {} : { [one.member]: other.member };
  return {
    note: conversion(v1beta1.Note, v1.Note, {
      moves: moved(before?.note, after?.note),
      within: note === undefined ? [] : [note],
    }),
    occurrence: conversion(v1beta1.Occurrence, v1.Occurrence, {
      moves: { 'resource.uri': 'resourceUri', ...moved(before?.occurrence, after?.occurrence) },
      within: occurrence === undefined ? [] : [occurrence],
    }),
  };
}

/** The conversion of whole notes or occurrences of a kind; undefined where one of the versions has none. */
export function conversionOf(side: Side, kindName: string): Conversion | undefined {
  return conversions[kindName]?.[side] && documents.get(kindName)?.[side];
}

/** By the name of the kind, for those whose details both versions have. */
const detailsInText: ReadonlyMap<string, DetailsInText> = new Map(
  kinds.flatMap(({ name, occurrence }) => {
    const { occurrence: conversion, detailsTextToV1: textToV1 } = conversions[name] ?? {};
    const after = v1Kinds.find((kind) => kind.name === name)?.occurrence;
    if (conversion === undefined || occurrence === undefined || after === undefined) return [];
    const inText = { v1beta1: `,"${occurrence.member}":`, v1: `,"${after.member}":`, conversion, textToV1 };
    return [[name, inText] as const];
  }),
);

/** The conversion of forms that are stored, for notes or for occurrences. */
export function formConversion(side: Side): FormConversion<Json> {
  const toV1 = (document: Json, before?: Forms<Json>) => convertForm(side, 'v1', document, before);
  return {
    toV1,
    textToV1(text) {
      const made = side === 'note' ? undefined : occurrenceTextToV1(text, (name) => detailsInText.get(name));
      return made ?? JSON.stringify(toV1(JSON.parse(text) as Json));
    },
    toV1beta1: (document, before) => convertForm(side, 'v1beta1', document, before),
  };
}

/** The form of the other version. What the document cannot represent is taken from the previous form of that version. */
function convertForm(side: Side, to: ContractVersion, document: Json, before?: Forms<Json>): Json {
  const from = to === 'v1' ? 'v1beta1' : 'v1';
  const [read, known] = [before?.[from], before?.[to]];
  const kind = kindIn(side, from, document) ?? (known && kindIn(side, to, known));
  const conversion = kind && documents.get(kind.name)?.[side];
  if (conversion === undefined) throw new ApiError('INTERNAL', `a stored ${side} is of no kind`);
  const convert = to === 'v1' ? conversion.toV1 : conversion.toV1beta1;
  const converted = convert(document);
  if (read === undefined || known === undefined) return converted;
  const asRead = read === document ? converted : convert(read);
  const leftovers = findLeftovers(conversion[to], asRead, known);
  const kept = asRead === converted ? leftovers : keepLeftovers(asRead, converted, leftovers);
  return addLeftovers(conversion[to], converted, kept);
}

/** The path in v1beta1 of a path in v1, in JSON names and without indexes; undefined if v1beta1 has none. */
export function pathInV1beta1(side: Side, path: readonly string[]): readonly string[] | undefined {
  const kind = v1Kinds.find((one) => one[side]?.member === path[0]) ?? v1Kinds[0];
  const conversion = kind && documents.get(kind.name)?.[side];
  return conversion && convertPath(conversion, 'v1beta1', path);
}

function kindIn(side: Side, version: ContractVersion, document: Json): Kind | undefined {
  const registry = registries[version];
  return side === 'note' ? registry.kindOfNote(document) : registry.kindOfOccurrence(document);
}

/**
 * Converts a note or occurrence from one version to the other. Both are in canonical form.
 *
 * @param to the version of the result; the document is of the other one.
 * @param leftovers values that the document cannot represent, in the terms of the result's version.
 * @returns undefined where that version has no such kind.
 */
export function convertDocument(
  side: Side,
  to: ContractVersion,
  document: Json,
  leftovers: Leftovers = [],
): Json | undefined {
  const conversion = conversionFor(side, to, document);
  if (conversion === undefined) return undefined;
  const converted = to === 'v1' ? conversion.toV1(document) : conversion.toV1beta1(document);
  return addLeftovers(conversion[to], converted, leftovers);
}

/**
 * The values of a document that the other version cannot represent. Converting back with these returns the same document,
 * except for computed fields.
 *
 * @param to the version that cannot represent them; the document and the leftovers are of the other one.
 * @returns undefined if that version has no such kind: then the whole document is left over.
 */
export function leftoversOf(side: Side, to: ContractVersion, document: Json): Leftovers | undefined {
  const conversion = conversionFor(side, to, document);
  if (conversion === undefined) return undefined;
  const { toV1, toV1beta1, v1beta1, v1 } = conversion;
  return to === 'v1'
    ? findLeftovers(v1beta1, toV1beta1(toV1(document)), document)
    : findLeftovers(v1, toV1(toV1beta1(document)), document);
}

function conversionFor(side: Side, to: ContractVersion, document: Json): Conversion | undefined {
  const kind = kindIn(side, to === 'v1' ? 'v1beta1' : 'v1', document);
  return kind === undefined ? undefined : conversionOf(side, kind.name);
}
