import { fillAbsent } from '../../schema/fill-defaults.js';
import { conversion, type KindConversion } from '../conversion.js';
import * as v1 from './v1.js';
import * as v1beta1 from './v1beta1.js';

type Json = Readonly<Record<string, unknown>>;

/** Forms of provenance that only v1 has; each names the run of the builder in its metadata. */
const runs: readonly (readonly string[])[] = [
  ['intotoStatement', 'slsaProvenanceZeroTwo'],
  ['intotoStatement', 'slsaProvenance'],
  ['intotoStatement', 'provenance'],
  ['intotoProvenance'],
];

/**
 * v1beta1 requires a provenance for a build, and its clients read the source without checking that it is present. If v1 has
 * the build in another form, v1beta1 gets a provenance with the id of the run and an empty source. Nothing is guessed.
 */
function provenanceOf(source: Json): Json {
  const ids = runs.map((path) => textAt(source, [...path, 'metadata', 'buildInvocationId']));
  return { id: ids.find((id) => id !== undefined) ?? 'unknown', sourceProvenance: { context: { git: {} } } };
}

function textAt(value: Json, path: readonly string[]): string | undefined {
  let child: unknown = value;
  for (const name of path) child = (child as Json | undefined)?.[name];
  return child as string | undefined;
}

export const buildConversion: KindConversion = {
  note: conversion(v1beta1.Build, v1.BuildNote),
  occurrence: conversion(v1beta1.Details, v1.BuildOccurrence, {
    adjustV1beta1: (made, source) =>
      made.inTotoSlsaProvenanceV1 === undefined
        ? fillAbsent<Json>(v1beta1.Details, made, { provenance: provenanceOf(source) })
        : made,
  }),
};
