import { aiSkillAnalysisConversion } from './ai-skill-analysis/convert.js';
import { attestationConversion } from './attestation/convert.js';
import { buildConversion } from './build/convert.js';
import { v1Frame } from './common/v1/frame.js';
import { type Conversion, conversion, type KindConversion } from './conversion.js';
import { deploymentConversion } from './deployment/convert.js';
import { discoveryConversion } from './discovery/convert.js';
import { imageConversion } from './image/convert.js';
import { kinds, v1Kinds } from './index.js';
import type { ContractVersion } from './known-kinds.js';
import { addLeftovers, findLeftovers, type Leftovers } from './leftovers.js';
import { packageKindConversion } from './package/convert.js';
import { buildRegistry, type Registry } from './registry.js';
import { sbomReferenceConversion } from './sbom-reference/convert.js';
import { secretConversion } from './secret/convert.js';
import { vulnerabilityConversion } from './vulnerability/convert.js';
import { vulnerabilityAssessmentConversion } from './vulnerability-assessment/convert.js';

/** The kinds of both versions, by name: their numbers differ. */
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

const documents: ReadonlyMap<string, OfSides> = new Map(
  Object.entries(conversions).map(([name, { note, occurrence }]) => [
    name,
    ofDocuments(name, note, occurrence),
  ]),
);

/** Conversions of whole notes and occurrences of a kind; the registries of one kind alone have its members only. */
function ofDocuments(name: string, note: Conversion, occurrence: Conversion | undefined): OfSides {
  const before = kinds.find((kind) => kind.name === name);
  const after = v1Kinds.find((kind) => kind.name === name);
  if (before === undefined || after === undefined) throw new Error(`${name} is no kind of both versions`);
  const v1beta1 = buildRegistry([before]);
  const v1 = buildRegistry([after], v1Frame);
  const noteMoves = { [before.note.member]: after.note.member };
  const moves = {
    'resource.uri': 'resourceUri',
    [before.occurrence?.member ?? '']: after.occurrence?.member ?? '',
  };
  return {
    note: conversion(v1beta1.Note, v1.Note, { moves: noteMoves, within: [note] }),
    occurrence: occurrence && conversion(v1beta1.Occurrence, v1.Occurrence, { moves, within: [occurrence] }),
  };
}

/** The conversion of whole notes or occurrences of a kind; undefined where one of the versions has none. */
export function conversionOf(side: Side, kindName: string): Conversion | undefined {
  return documents.get(kindName)?.[side];
}

/**
 * A note or occurrence of one version as the other says it, in canonical form both.
 *
 * @param to the version of the result; the document is of the other one.
 * @param leftovers what is known of the document beside it, in the words of the result's version.
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
 * What the other version cannot say of a document. `convertDocument` back with these is the document again, but for what
 * the server computes.
 *
 * @param to the version that cannot say it; the document and the leftovers are of the other one.
 * @returns undefined where that version has no such kind: then all of it is left over.
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
  const from = registries[to === 'v1' ? 'v1beta1' : 'v1'];
  const kind = side === 'note' ? from.kindOfNote(document) : from.kindOfOccurrence(document);
  return kind === undefined ? undefined : conversionOf(side, kind.name);
}
