import { fillAbsent } from '../../schema/fill-defaults.js';
import { conversion, type KindConversion } from '../conversion.js';
import * as v1 from './v1.js';
import * as before from './v1beta1.js';

type Json = Readonly<Record<string, unknown>>;

/** Forms of provenance that v1 alone has, and where each of them names its run of the builder. */
const runs: readonly (readonly string[])[] = [
  ['intotoStatement', 'slsaProvenanceZeroTwo'],
  ['intotoStatement', 'slsaProvenance'],
  ['intotoStatement', 'provenance'],
  ['intotoProvenance'],
];

/**
 * v1beta1 has no build without a provenance, and its readers step down to the source without looking. Where v1 says the build
 * in another form, they get one that names the run and has an empty source: nothing of what v1 says is guessed at.
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
  note: conversion(before.Build, v1.BuildNote),
  occurrence: conversion(before.Details, v1.BuildOccurrence, {
    mendV1beta1: (made, source) =>
      made.inTotoSlsaProvenanceV1 === undefined
        ? fillAbsent<Json>(before.Details, made, { provenance: provenanceOf(source) })
        : made,
  }),
};
